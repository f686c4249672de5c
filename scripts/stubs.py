"""Copies the docstrings of the built module into python/tamis/_tamis.pyi.

One paragraph is written once, on the binding in src/py; editors read the stub. The signatures
in it are written by hand, and stubtest compares them with the module. With --check nothing is
written and a difference is an error.
"""

import ast
import inspect
import sys
from pathlib import Path

STUB = Path(__file__).parent.parent / "python" / "tamis" / "_tamis.pyi"


def documented(source: str, module: object) -> str:
    """The stub with the docstrings of the module in it, whatever it held before."""
    lines = source.splitlines()
    for node, owner in reversed(list(named(ast.parse(source), module))):
        doc = inspect.cleandoc(getattr(owner, node.name).__doc__ or "")
        if isinstance(node, ast.FunctionDef):
            if node.name.startswith("__"):
                continue
            start = node.returns.end_lineno - 1
            head = lines[start][: lines[start].index(":", node.returns.end_col_offset) + 1]
            rest = [] if doc else [head + " ..."]
            lines[start : node.end_lineno] = rest or [head, *quoted(doc, node.col_offset + 4)]
        elif doc:
            first = node.body[0]
            held = ast.get_docstring(node) is not None
            start = min([first.lineno, *(d.lineno for d in decorators(first))]) - 1
            if first.lineno == node.lineno:
                head = lines[start].rsplit(" ...", 1)[0]
                lines[start : start + 1] = [head, *quoted(doc, 4)]
            else:
                lines[start : first.end_lineno if held else start] = quoted(doc, 4)
    return "\n".join(lines) + "\n"


def named(tree: ast.Module, module: object):
    """The functions and classes of a stub in order, each with the object that has it."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node, module
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, ast.FunctionDef):
                    yield member, getattr(module, node.name)


def decorators(node: ast.AST) -> list[ast.expr]:
    """The decorators of a function, none of anything else."""
    return getattr(node, "decorator_list", [])


def quoted(doc: str, indent: int) -> list[str]:
    """A docstring's lines."""
    text = doc.replace("\\", "\\\\")
    lines = f'"""{text}"""'.splitlines() if "\n" not in text else f'"""{text}\n"""'.splitlines()
    return [" " * indent + line if line else "" for line in lines]


def main() -> int:
    """0 where the stub is as the module says, or was made so."""
    import tamis._tamis as module

    source = STUB.read_text()
    wanted = documented(source, module)
    if source == wanted:
        return 0
    if "--check" in sys.argv:
        print("python/tamis/_tamis.pyi differs from the module: run 'make gen'", file=sys.stderr)
        return 1
    STUB.write_text(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
