//! Addresses: relative ones to absolute, and the name of a site in its host.

/// `href` as seen from the page at `base`; unchanged where `base` is no address. `None`
/// where it is empty or no place of the web (`javascript:`, `data:`).
pub(crate) fn resolve(href: &str, base: Option<&str>) -> Option<String> {
    let href = href.trim();
    if href.is_empty() {
        return None;
    }
    if let Some((scheme, _)) = href.split_once(':')
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        && scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
    {
        return scheme.to_ascii_lowercase().starts_with("http").then(|| href.to_owned());
    }
    let Some((scheme, rest)) = base.and_then(|b| b.split_once("://")) else {
        return Some(href.to_owned());
    };
    if let Some(rest) = href.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if href.starts_with('/') {
        return Some(format!("{scheme}://{host}{}", folded(href)));
    }
    if href.starts_with(['?', '#']) {
        return Some(format!("{scheme}://{rest}{href}"));
    }
    let folder = path.rfind('/').map_or("/", |i| &path[..=i]);
    Some(format!("{scheme}://{host}{}", folded(&format!("{folder}{href}"))))
}

/// `path` without `.` and `..`.
fn folded(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, query) = path.split_at(end);
    let mut parts: Vec<&str> = Vec::new();
    let last = path.rsplit('/').next().unwrap_or("");
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let slash = if matches!(last, "." | "..") { "/" } else { "" };
    format!("/{}{slash}{query}", parts.join("/"))
}

/// The host of an address, without `www.`, port and user. The scheme may be missing, and a name
/// alone is a host.
pub(crate) fn host(url: &str) -> Option<&str> {
    let (named, rest) = match url.trim().split_once("://") {
        Some((_, rest)) => (true, rest),
        None => (false, url.trim()),
    };
    let host = rest.split(['/', '?', '#']).next()?;
    // `data/a.html` is a file.
    if !named && (host.contains(char::is_whitespace) || host != rest && !host.contains('.')) {
        return None;
    }
    let host = host.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The part of a host that names its owner: `example` of `news.example.co.uk`.
pub(super) fn owner(host: &str) -> &str {
    let labels: Vec<&str> = host.rsplit('.').take(4).collect();
    // Second-level registries ("co.uk", "com.au") are short or well known.
    let registry = |l: &str| {
        l.len() <= 3
            && matches!(
                l,
                "co" | "com" | "org" | "net" | "gov" | "ac" | "edu" | "or" | "ne" | "gob" | "gov."
            )
    };
    match labels[..] {
        [_, second, third, ..] if registry(second) => third,
        [_, second, ..] => second,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses() {
        let base = Some("https://www.example.com/a/b.html?x#y");
        for (href, want) in [
            ("https://other.example/", Some("https://other.example/")),
            ("//cdn.example/i.png", Some("https://cdn.example/i.png")),
            ("/c?d", Some("https://www.example.com/c?d")),
            ("c.html", Some("https://www.example.com/a/c.html")),
            ("../c/./d", Some("https://www.example.com/c/d")),
            ("?p=2", Some("https://www.example.com/a/b.html?p=2")),
            ("javascript:void(0)", None),
            ("", None),
        ] {
            assert_eq!(resolve(href, base).as_deref(), want, "{href}");
        }
        assert_eq!(resolve("c.html", None).as_deref(), Some("c.html"));
        assert_eq!(
            resolve("/c", Some("https://e.example")).as_deref(),
            Some("https://e.example/c")
        );
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://www.example.com:80/a"), Some("example.com"));
        assert_eq!(host("www.example.com"), Some("example.com"));
        assert_eq!(host("example.com/a"), Some("example.com"));
        assert_eq!(host("intranet"), Some("intranet"));
        for no in ["", "/a/b.html", "data/a.html", "a page"] {
            assert_eq!(host(no), None, "{no:?}");
        }
        assert_eq!(owner("news.example.co.uk"), "example");
        assert_eq!(owner("example.com"), "example");
        assert_eq!(owner("localhost"), "localhost");
    }
}
