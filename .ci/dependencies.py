"""Checks what we depend on, from `cargo metadata` and the lock file of the npm packages that the tests use: licences,
sources, bans, and crates that must not come twice."""

import json
import pathlib
import subprocess
import sys

ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0",
    "CDLA-Permissive-2.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "MPL-2.0+", "OpenSSL", "Unicode-3.0", "Unlicense", "Zlib",
}
BANNED = {
    "openssl-sys": "TLS is rustls, built with us",
    "native-tls": "TLS is rustls, built with us",
    "chrono-tz": "times are UTC milliseconds",
}
# Two versions of these would mean two vocabularies, two crypto machines or two databases in one process.
ONCE = {"ruma", "ruma-common", "matrix-sdk-crypto", "vodozemac", "sqlx", "libsqlite3-sys", "axum", "rustls", "tokio"}


def allowed(expression: str) -> bool:
    """An SPDX expression of OR, AND, parentheses and the old slash for OR."""
    text = expression.replace("/", " OR ").strip()
    while text.startswith("(") and text.endswith(")") and balanced(text[1:-1]):
        text = text[1:-1].strip()
    for word, combine in ((" OR ", any), (" AND ", all)):
        parts = split(text, word)
        if len(parts) > 1:
            return combine(allowed(part) for part in parts)
    return text in ALLOWED


def balanced(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0


def split(text: str, word: str) -> list[str]:
    parts, rest = [], text
    start = 0
    while (at := rest.find(word, start)) >= 0:
        if balanced(rest[:at]):
            parts.append(rest[:at])
            rest, start = rest[at + len(word):], 0
        else:
            start = at + 1
    return [*parts, rest]


def of_npm() -> list[str]:
    """The faults of the npm packages: each is pinned by its hash and names no place that it comes from."""
    lock = pathlib.Path(__file__).parent.parent / "tests/js/package-lock.json"
    faults = []
    for name, package in json.loads(lock.read_text())["packages"].items():
        if name and ("integrity" not in package or "resolved" in package):
            faults.append(f"{name} is not locked by its hash alone")
        if not allowed(package.get("license", "")):
            faults.append(f"{name} has the licence {package.get('license')!r}, which nobody has looked at")
    return faults


def main() -> int:
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    packages = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["packages"]
    faults = of_npm()
    versions: dict[str, set[str]] = {}
    for package in packages:
        name, source = package["name"], package["source"]
        versions.setdefault(name, set()).add(package["version"])
        if name in BANNED:
            faults.append(f"{name} is banned: {BANNED[name]}")
        if source is None:
            if package["license"] != "Apache-2.0":
                faults.append(f"{name} is ours and must be Apache-2.0")
        elif not source.startswith("registry+"):
            faults.append(f"{name} does not come from the registry")
        if not allowed(package["license"] or ""):
            faults.append(f"{name} has the licence {package['license']!r}, which nobody has looked at")
    for name in ONCE:
        if len(versions.get(name, ())) > 1:
            faults.append(f"{name} comes in several versions: {', '.join(sorted(versions[name]))}")
    for fault in faults:
        print(fault)
    print(f"{len(packages)} crates looked at, {len(faults)} faults.")
    return 1 if faults else 0


sys.exit(main())
