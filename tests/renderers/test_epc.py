import pytest

from renderers.epc import EpcError, check_epc

LINES = ["BCD", "002", "1", "SCT", "", "Solvento", "DE89370400440532013000", "EUR1", "GDDS", "RF18539007547034", "", ""]


def payload(**changes: str) -> str:
    lines = LINES.copy()
    for name, value in changes.items():
        lines[int(name.removeprefix("line")) - 1] = value
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        payload(),
        payload().rstrip("\n"),
        payload().replace("\n", "\r\n"),
        payload(line2="001", line5="BCITITMM"),
        payload(line8="", line9="", line10="", line11="Invoice 7"),
        payload(line8="EUR999999999.99", line3="8", line6="Società €"),
        "BCD\n002\n1\nSCT\n\nSolvento\nDE89370400440532013000",
    ],
)
def test_what_the_guideline_allows(text: str) -> None:
    check_epc(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "7 to 12"),
        (payload() + "\n", "7 to 12"),
        (payload(line1="BCE"), "line 1"),
        (payload(line2="003"), "line 2"),
        (payload(line3="9"), "line 3"),
        (payload(line4="INST"), "line 4"),
        (payload(line5="bad"), "line 5"),
        (payload(line2="001"), "line 5"),
        (payload(line6=""), "line 6"),
        (payload(line6="x" * 71), "line 6"),
        (payload(line7="DE88370400440532013000"), "line 7"),
        (payload(line7="DE89 3704 0044 0532 0130 00"), "line 7"),
        (payload(line8="1.00"), "line 8"),
        (payload(line8="EUR0.00"), "line 8"),
        (payload(line8="EUR1.234"), "line 8"),
        (payload(line8="EUR1,00"), "line 8"),
        (payload(line8="EUR1234567890"), "line 8"),
        (payload(line9="TOOLONG"), "line 9"),
        (payload(line10="RF19539007547034"), "line 10"),
        (payload(line11="text too"), "exclude each other"),
        (payload(line10="", line11="x" * 141), "line 11"),
        (payload(line12="x" * 71), "line 12"),
        (payload(line6="a\tb"), "control characters"),
        (payload(line3="2", line6="Ωμέγα"), "character set"),
        (payload(line6="漢" * 70, line10="", line11="漢" * 100), "bytes"),
    ],
)
def test_what_it_does_not(text: str, rule: str) -> None:
    with pytest.raises(EpcError, match=rule):
        check_epc(text)
