import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_blocks.urls import ALLOWED_SCHEMES, UrlError, checked_url


@pytest.mark.parametrize(
    "url",
    [
        "https://ginepro.example",
        "HTTPS://ginepro.example/",
        "https://ginepro.example:8443/a/b;c?d=%20e&f=g#h",
        "https://xn--caff-8oa.example/",
        "https://[2001:db8::1]/x",
        "mailto:help@solvento.example",
        "mailto:help@solvento.example?subject=Bill%201",
        "tel:+390612345678",
        "tel:112",
    ],
)
def test_these_are_linked_to_as_they_stand(url: str) -> None:
    assert checked_url(url) == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("javascript:alert(1)", "has the scheme javascript:"),
        ("JaVaScRiPt:alert(1)", "has the scheme javascript:"),
        ("data:text/html,hi", "has the scheme data:"),
        ("vbscript:x", "has the scheme vbscript:"),
        ("file:///etc/passwd", "has the scheme file:"),
        ("http://ginepro.example", "has the scheme http:"),
        ("//ginepro.example", "has no scheme"),
        ("ginepro.example", "has no scheme"),
        ("", "has no scheme"),
        (" https://ginepro.example", "blank, control or invisible"),
        ("java\nscript:alert(1)", "U+000A"),
        ("https://ginepro.example/\u202egpj.exe", "U+202E"),
        ("https://ginepro.example/\u2066", "U+2066"),
        ("https://ginepro.example/\u200b", "U+200B"),
        ("https://ginepro.example/a\u00a0b", "U+00A0"),
        ("https://ginepro.example/\ud800", "U+D800"),
        ('https://ginepro.example/"><script>', "write it as %22"),
        ("https://ginepro.example\\@evil.example", "write it as %5C"),
        ("https://ginepro.example@evil.example/", "user name or password"),
        ("https://user:secret@ginepro.example/", "user name or password"),
        ("https://@ginepro.example/", "user name or password"),
        ("https://gin\u0435pro.example/", "letters outside ASCII"),
        ("https:///path", "names no host"),
        ("https:ginepro.example", "names no host"),
        ("https://[::1", "is not an address"),
        ("https://ginepro.example:99999/", "is not an address"),
        ("mailto:nobody", "names no mailbox"),
        ("mailto:@", "names no mailbox"),
        ("tel:call-me", "is not a telephone number"),
        ("tel:---", "is not a telephone number"),
        ("https://ginepro.example/" + "a" * 2000, "longer than 2,000"),
    ],
)
def test_these_are_refused_with_the_reason(url: str, why: str) -> None:
    with pytest.raises(UrlError) as refusal:
        checked_url(url)
    assert why in str(refusal.value)


@given(st.text() | st.builds("{}{}".format, st.sampled_from(["https://", "https:", "mailto:", "tel:"]), st.text()))
def test_whatever_passes_is_harmless(url: str) -> None:
    try:
        passed = checked_url(url)
    except UrlError:
        return
    assert passed == url
    assert url.split(":")[0].lower() in ALLOWED_SCHEMES
    assert not any(unicodedata.category(character)[0] in "CZ" for character in url)
    assert not set('<>"`\\') & set(url)
