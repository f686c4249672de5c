"""Variants of training pages: what the sets have too few of.

The pages of the sets are of today: articles with classes that name their parts, and readers'
comments hardly ever. `variant` sets comments below the articles, in one of many shapes, and
takes from some pages all that names a part (classes, roles, elements of HTML 5, metadata), as
pages of twenty years ago are. The gold text of a page stays what it was.
"""

import html
import random
import re
import zlib

ATTRIBUTES = re.compile(
    r"\s(?:class|id|role|itemprop|itemtype|itemscope|aria-[a-z]+|data-[\w-]+|property)"
    r"""\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""",
    re.I,
)
ELEMENTS = re.compile(
    r"<(/?)(article|main|section|nav|header|footer|aside|figure|figcaption|time)\b", re.I
)
METADATA = re.compile(r"<script[^>]*ld\+json.*?</script>|<meta[^>]*>|<link[^>]*>", re.I | re.S)
# Types of pages below which comments are set; aeb names no types.
ARTICLES = ("article", "blog", None)
# The shares of pages: articles and others of which a variant is made, plain ones of articles.
CHOSEN = {True: 4 / 8, False: 5 / 8}
PLAIN = 0.3

NAMES = (
    "Anna Ben Carol dave_77 Erik F. Grant gina hollyw00d Ivan J.R. Karen lee99 Mo Nate Olga pete "
    "Quinn Rosa sam_i_am Tom Uli vera Will xander Yves Zoe"
).split()
MONTHS = "January February March April May June July August September October".split()
HEADINGS = (
    ["{n} Comments", "Comments", "Comments ({n})", "{n} responses to this post"]
    + ["Leave a comment", "Readers’ comments", "Your views", "Have your say", "Discussion"]
    + ["What do you think?", "{n} thoughts", ""]
)
HEADING_TAGS = ["<h2>{}</h2>", "<h3>{}</h3>", "<h4>{}</h4>", "<p><b>{}</b></p>", "<div>{}</div>"]
LABELS = ["comment", "comment", "reply", "post", "", "", "item", "c"]
WRAPPERS = ["comments", "comment-list", "responses", "discuss", ""]
BYLINES = ["{a} says:", "{a}", "by {a} on {d}", "Posted by {a} | {d}", "{a}, {d}", "{d}", ""]
BYLINE_TAGS = ["<p>{}</p>", "<div>{}</div>", "<b>{}</b><br>"]
TOOLS = ["", "", "Reply", "Report abuse", "Reply | Quote", "Like (3)"]
LISTS = {"li": "ol", "dl": "dl", "table": "table"}


def posts(pages):
    """Paragraphs of forum posts, of which comments are made."""
    forums = (page["gold"].split("\n") for page in pages if page.get("type") == "forum")
    return [p.strip() for page in forums for p in page if 8 <= len(p.split()) <= 140]


def plain(page):
    """The markup without anything that names a part."""
    page = METADATA.sub("", page)
    page = re.sub(r"<[a-zA-Z][^>]*>", lambda tag: ATTRIBUTES.sub("", tag[0]), page)
    to = {"figcaption": "div", "time": "span"}
    return ELEMENTS.sub(lambda m: f"<{m[1]}{to.get(m[2].lower(), 'div')}", page)


def comments(pool, pick):
    """The markup of some comments."""
    count, label = pick.choice([2, 3, 5, 8, 12, 20, 30]), pick.choice(LABELS)
    shape = pick.choice(["div", "div", "li", "p", "table", "dl"])
    byline, tool = pick.choice(BYLINES), pick.choice(TOOLS)

    def named(name):
        return f' class="{name}"' if label and name else ""

    out = [f"<div{named(pick.choice(WRAPPERS))}>"]
    heading = pick.choice(HEADINGS).format(n=count)
    if heading:
        out.append(pick.choice(HEADING_TAGS).format(heading))
    if shape in LISTS:
        out.append(f"<{LISTS[shape]}>")
    for number in range(count):
        day = f"{pick.choice(MONTHS)} {pick.randint(1, 28)}, 20{pick.randint(6, 24):02d}"
        time = f"{pick.randint(1, 12)}:{pick.randint(10, 59)} {pick.choice(['am', 'pm'])}"
        by = byline.format(a=pick.choice(NAMES), d=f"{day} at {time}")
        texts = [html.escape(pick.choice(pool)) for _ in range(pick.choice([1, 1, 1, 2, 3]))]
        body = "".join(f"<p>{t}</p>" for t in texts)
        if pick.random() >= 0.7:
            body = "<br><br>".join(texts)
        head = pick.choice(BYLINE_TAGS).format(by) if by else ""
        foot = f'<div><a href="#r{number}">{tool}</a></div>' if tool else ""
        out.append(
            {
                "li": f"<li{named(label)}>{head}{body}{foot}</li>",
                "dl": f"<dt>{by}</dt><dd{named(label)}>{body}{foot}</dd>",
                "table": f"<tr><td>{by}</td><td{named(label)}>{body}{foot}</td></tr>",
                "p": f"{head}{body}{foot}<hr>",
                "div": f"<div{named(label)}>{head}<div>{body}</div>{foot}</div>",
            }[shape]
        )
    if shape in LISTS:
        out.append(f"</{LISTS[shape]}>")
    return "".join(out) + "</div>"


def end_of_article(page, pick):
    """A place in the markup of `page` shortly behind the last words of its gold text."""
    markup = page["html"]
    lines = [line.strip() for line in reversed(page["gold"].split("\n"))]
    for line in [line for line in lines if len(line) > 40][:3]:
        for piece in re.findall(r"[A-Za-z0-9 ,.]{20,}", line)[::-1][:2]:
            at = markup.rfind(piece[-40:])
            before = markup[max(0, at - 2000) : max(0, at)]
            if at < 0 or before.rfind("<script") > before.rfind("</script"):
                continue
            ends = [m.end() for m in re.finditer(r"</(?:p|div|td)>", markup[at : at + 3000])]
            if ends:
                return at + ends[min(len(ends) - 1, pick.choice([0, 0, 1, 1, 2, 3]))]
    return None


def variant(page, pool):
    """A variant of `page`, always the same one; None where it has none."""
    seed = zlib.crc32(page["id"].encode())
    article = page.get("type") in ARTICLES or page["set"] == "aeb"
    if not page["gold"] or (page["set"] != "aeb" and seed % 8 >= 8 * CHOSEN[article]):
        return None
    pick, markup = random.Random(seed), page["html"]
    at = end_of_article(page, pick) if article else None
    if at is not None:
        markup = markup[:at] + comments(pool, pick) + markup[at:]
    if not article or pick.random() < PLAIN:
        markup = plain(markup)
    return {**page, "html": markup}
