from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ccm.sources.camt053.messages import ACCOUNT, balance, entry, message, payment, statement
from tests.ccm.sources.reading import data_of, fault_of, kept, read_all, written

Read = Callable[..., dict[str, Any]]

EUR = {"currency": "EUR"}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a message of one statement, and sees that the contract takes it."""

    def one(*parts: str, version: str = "08", account: str = ACCOUNT) -> dict[str, Any]:
        (data,) = data_of(written(tmp_path / "camt.xml", message(statement(*parts, account=account), version=version)))
        assert kept("account-statement", data) == []
        return data

    return one


@pytest.mark.parametrize("version", [f"{number:02}" for number in range(2, 14)])
def test_every_version_since_02_gives_the_same_record(read: Read, version: str) -> None:
    status = "<Sts>BOOK</Sts>" if version < "08" else "<Sts><Cd>BOOK</Cd></Sts>"
    name = "<Nm>Quercia Lab S.r.l.</Nm>"
    party = name if version < "08" else f"<Pty>{name}</Pty>"
    account = ACCOUNT if version >= "04" else ACCOUNT.replace("BICFI", "BIC")
    details = payment([f"<RltdPties><Dbtr>{party}</Dbtr></RltdPties><RmtInf><Ustrd>Salary</Ustrd></RmtInf>"])
    parts = (balance("OPBD", "10.00"), balance("CLBD", "2110.50"), entry("2100.50", status=status, rest=details))
    data = read(*parts, version=version, account=account)
    assert data["account"]["bic"] == "GNPRITMMXXX"
    assert data["transactions"] == [
        {
            "booked_on": "2026-10-05",
            "valued_on": "2026-10-06",
            "description": "Salary",
            "counterparty": "Quercia Lab S.r.l.",
            "amount": {"amount": "2100.50", **EUR},
            "reversal": False,
            "status": "BOOK",
            "balance": {"amount": "2110.50", **EUR},
        }
    ]


def test_whose_statement_it_is(read: Read) -> None:
    data = read()
    assert data["account"] == {
        "iban": "IT60X0542811101000000123456",
        "name": "Everyday account",
        "currency": "EUR",
        "owner": "Elena Ferraris",
        "bank": "Banca Ginepro S.p.A.",
        "bic": "GNPRITMMXXX",
    }
    assert data["customer"] == {
        "name": "Elena Ferraris",
        "address": ["Via dei Ginepri 14", "20121 Milano MI"],
        "country": "IT",
        "email": "elena.ferraris@example.com",
        "phone": "+39-3471234567",
    }


def test_dates_with_an_offset_keep_their_day(read: Read) -> None:
    assert read()["issued_on"] == "2026-11-02"


def test_without_a_date_of_its_own_a_statement_has_the_messages(tmp_path: Path) -> None:
    text = message(statement().replace("<CreDtTm>2026-11-02T00:15:00+01:00</CreDtTm>", ""), version="06")
    (data,) = data_of(written(tmp_path / "camt.xml", text))
    assert data["issued_on"] == "2026-11-02"


def test_a_batch_is_one_transaction_with_its_payments(read: Read) -> None:
    batch = payment(
        f"<Refs><EndToEndId>SAL-{n}</EndToEndId></Refs><Amt Ccy='EUR'>{n}00.10</Amt><CdtDbtInd>DBIT</CdtDbtInd>"
        f"<RltdPties><Cdtr><Pty><Nm>Employee {n}</Nm></Pty></Cdtr>"
        f"<CdtrAcct><Id><Othr><Id>ACC-{n}</Id></Othr></Id></CdtrAcct></RltdPties>"
        f"<RmtInf><Ustrd>Salary {n}</Ustrd></RmtInf>"
        for n in (1, 2)
    ).replace("<NtryDtls>", "<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>")
    data = read(entry("300.20", "DBIT", rest=f"{batch}<AddtlNtryInf>Salaries October</AddtlNtryInf>"))
    (transaction,) = data["transactions"]
    assert transaction["description"] == "Salaries October"
    assert transaction["amount"] == {"amount": "-300.20", **EUR}
    assert transaction["batch_count"] == 2
    assert "counterparty" not in transaction
    assert transaction["details"] == [
        {
            "description": f"Salary {n}",
            "counterparty": f"Employee {n}",
            "counterparty_account": f"ACC-{n}",
            "reference": f"SAL-{n}",
            "amount": {"amount": f"-{n}00.10", **EUR},
        }
        for n in (1, 2)
    ]


def test_a_batch_may_be_a_mere_number(read: Read) -> None:
    data = read(entry("300.20", rest="<NtryDtls><Btch><NbOfTxs>17</NbOfTxs></Btch></NtryDtls>"))
    assert data["transactions"][0]["batch_count"] == 17


def test_a_reversal_keeps_the_direction_of_the_money_and_the_parties_of_the_payment(read: Read) -> None:
    """A direct debit that came back: the money comes in, and the other party is still the creditor."""
    parties = (
        "<RltdPties><Dbtr><Pty><Nm>Elena Ferraris</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Solvento Energia</Nm></Pty></Cdtr>"
        "</RltdPties>"
    )
    reversal = entry("59.90", rest=payment([parties])).replace("<Sts>", "<RvslInd>true</RvslInd><Sts>")
    (transaction,) = read(reversal)["transactions"]
    assert transaction["reversal"] is True
    assert transaction["amount"] == {"amount": "59.90", **EUR}
    assert transaction["counterparty"] == "Solvento Energia"


def test_an_entry_needs_no_details(read: Read) -> None:
    bare = "<Ntry><Amt Ccy='EUR'>3</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>"
    assert read(bare)["transactions"] == [{"description": "", "amount": {"amount": "-3", **EUR}, "reversal": False}]


def test_a_statement_needs_no_entries(read: Read) -> None:
    data = read(balance("OPBD", "10.00"), balance("CLBD", "10.00"))
    assert data["transactions"] == []
    assert data["totals"] == {
        "credits": {"count": 0, "amount": {"amount": "0", **EUR}},
        "debits": {"count": 0, "amount": {"amount": "0", **EUR}},
        "net": {"amount": "0", **EUR},
    }


def test_charges_and_foreign_money(read: Read) -> None:
    rest = (
        "<AmtDtls><InstdAmt><Amt Ccy='USD'>50.00</Amt></InstdAmt><TxAmt><Amt Ccy='EUR'>46.115</Amt>"
        "<CcyXchg><SrcCcy>USD</SrcCcy><XchgRate>0.9223</XchgRate></CcyXchg></TxAmt></AmtDtls>"
        "<Chrgs><TtlChrgsAndTaxAmt Ccy='EUR'>1.25</TtlChrgsAndTaxAmt>"
        "<Rcrd><Amt Ccy='EUR'>1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd>"
        "<Rcrd><Amt Ccy='EUR'>0.25</Amt></Rcrd></Chrgs>"
    )
    (transaction,) = read(entry("47.365", "DBIT", rest=rest))["transactions"]
    assert transaction["original_amount"] == {"amount": "-50.00", "currency": "USD"}
    assert transaction["exchange_rate"] == "0.9223"
    assert transaction["charges"] == {"amount": "-1.25", **EUR}
    assert transaction["amount"] == {"amount": "-47.365", **EUR}


def test_references(read: Read) -> None:
    refs = (
        "<Refs><AcctSvcrRef>GNP-7</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId><TxId>TX-9</TxId>"
        "<MndtId>MND-1</MndtId></Refs><RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>"
    )
    code = (
        "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RDDT</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn>"
        "<Prtry><Cd>177</Cd></Prtry></BkTxCd>"
    )
    (transaction,) = read(entry("5.00", "DBIT", rest=code + payment([refs])))["transactions"]
    assert transaction["bank_reference"] == "GNP-7"
    assert transaction["reference"] == "TX-9"
    assert transaction["mandate"] == "MND-1"
    assert transaction["creditor_reference"] == transaction["description"] == "RF18539007547034"
    assert transaction["code"] == "PMNT/RDDT/ESDD"


@pytest.mark.parametrize(("page", "faults"), [("2", 0), ("-1", 1), ("two", 1)])
def test_a_part_of_a_statement_has_a_page_that_can_be(tmp_path: Path, page: str, faults: int) -> None:
    pagination = f"<StmtPgntn><PgNb>{page}</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>"
    (data,) = data_of(written(tmp_path / "camt.xml", message(statement(pagination))))
    assert data["last_page"] is False
    assert len(kept("account-statement", data)) == faults


class TestBalances:
    def test_all_of_them_are_there_with_their_signs(self, read: Read) -> None:
        codes = ("OPBD", "PRCD", "OPAV", "ITBD", "ITAV", "CLBD", "CLAV", "FWAV", "XPCD", "INFO")
        data = read(*(balance(code, f"{n}.50", "DBIT" if n % 2 else "CRDT") for n, code in enumerate(codes)))
        assert [(item["type"], item["amount"]["amount"]) for item in data["balances"]] == [
            (code, f"-{n}.50" if n % 2 else f"{n}.50") for n, code in enumerate(codes)
        ]
        assert data["opening"] == {"date": "2026-10-31", "amount": {"amount": "0.50", **EUR}}
        assert data["closing"]["amount"]["amount"] == "-5.50"
        assert data["available"]["amount"]["amount"] == "6.50"

    def test_a_statement_may_open_with_what_the_last_one_closed_with(self, read: Read) -> None:
        assert read(balance("PRCD", "7.00"))["opening"]["amount"]["amount"] == "7.00"

    def test_the_banks_own_kinds_are_kept(self, read: Read) -> None:
        own = balance("CLBD", "7.00").replace("<Cd>CLBD</Cd>", "<Prtry>BLOCKED</Prtry>")
        assert read(own)["balances"][0]["type"] == "BLOCKED"


class TestRunningBalance:
    def test_it_follows_the_entries_that_were_booked(self, read: Read) -> None:
        pending = entry("99.00", status="<Sts><Cd>PDNG</Cd></Sts>")
        data = read(
            balance("OPBD", "10.00", "DBIT"), balance("CLBD", "2.500"), entry("15"), pending, entry("2.50", "DBIT")
        )
        assert [item.get("balance", {}).get("amount") for item in data["transactions"]] == ["5.00", None, "2.50"]
        assert data["totals"]["credits"] == {"count": 1, "amount": {"amount": "15", **EUR}}

    @pytest.mark.parametrize(
        "parts",
        [
            (balance("OPBD", "10.00"), balance("CLBD", "26.00"), entry("15.00")),
            (balance("OPBD", "10.00"), balance("CLBD", "25.00", currency="CHF"), entry("15.00")),
            (balance("OPBD", "10.00", currency="CHF"), balance("CLBD", "25.00"), entry("15.00")),
            (balance("CLBD", "25.00"), entry("15.00")),
        ],
    )
    def test_it_is_left_out_where_the_statement_contradicts_it(self, read: Read, parts: tuple[str, ...]) -> None:
        assert all("balance" not in item for item in read(*parts)["transactions"])

    def test_sums_of_several_currencies_are_left_out(self, read: Read) -> None:
        totals = read(entry("1.00"), entry("2.00", currency="CHF"), entry("3.00", "DBIT"))["totals"]
        assert totals == {"credits": {"count": 2}, "debits": {"count": 1, "amount": {"amount": "-3.00", **EUR}}}

    def test_the_statements_own_summary_comes_first(self, read: Read) -> None:
        """A statement in several parts sums up the whole."""
        summary = (
            "<TxsSummry><TtlCdtNtries><NbOfNtries>12</NbOfNtries><Sum>1500.75</Sum></TtlCdtNtries>"
            "<TtlDbtNtries><NbOfNtries>2</NbOfNtries><Sum>80</Sum></TtlDbtNtries></TxsSummry>"
        )
        assert read(summary, entry("1.00"))["totals"] == {
            "credits": {"count": 12, "amount": {"amount": "1500.75", **EUR}},
            "debits": {"count": 2, "amount": {"amount": "-80", **EUR}},
            "net": {"amount": "1420.75", **EUR},
        }


@pytest.mark.parametrize(
    ("part", "path", "problem"),
    [
        (entry("12,50"), "Ntry/Amt", "not a decimal number"),
        (entry("NaN"), "Ntry/Amt", "not a decimal number"),
        (entry("1.00", currency="Euro"), "Ntry/Amt", "currency 'Euro'"),
        (entry("1.00", "PLUS"), "Ntry/CdtDbtInd", "is 'PLUS'"),
        (entry("1.00").replace("2026-10-05", "05.10.2026"), "Ntry/BookgDt/Dt", "not a date"),
        (entry("1.00").replace("<Amt Ccy='EUR'>1.00</Amt>", ""), "Ntry/Amt", "is missing"),
        (balance("CLBD", ""), "Bal/Amt", "is missing"),
        ("<AddtlStmtInf>\x85\x86</AddtlStmtInf>", "AddtlStmtInf", "control character U+0086"),
    ],
)
def test_a_bad_statement_does_not_stop_the_others(tmp_path: Path, part: str, path: str, problem: str) -> None:
    good = statement(balance("CLBD", "1.00"), entry("1.00"))
    text = message(good, "\n" + statement(part, number="S2"), "\n" + statement(entry("2.00"), number="S3"))
    file = written(tmp_path / "camt.xml", text)
    records, (fault,) = read_all(file)
    assert [(record.number, record.data["id"]) for record in records] == [(1, "S1"), (3, "S3")]
    last: dict[str, Any] = records[1].data
    assert [item["amount"]["amount"] for item in last["transactions"]] == ["2.00"]
    assert (fault.number, fault.line) == (2, 4)
    assert fault.path == f"Document/BkToCstmrStmt/Stmt/{path}"
    assert problem in fault.message
    assert str(file) in fault.message


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    text = message(statement(entry("1.00")), statement(entry("2.00"), number="S2"))
    records, (fault,) = read_all(written(tmp_path / "camt.xml", text[: text.rindex("<Ntry>") + 20]))
    assert [record.data["id"] for record in records] == ["S1"]
    assert fault.number == 2
    assert "not well-formed" in fault.message


@pytest.mark.parametrize("namespace", ["camt.053.001.01", "camt.052.001.08", "camt.054.001.08", "pain.001.001.03"])
def test_other_messages_are_refused(tmp_path: Path, namespace: str) -> None:
    path = written(tmp_path / "a.xml", message(statement()).replace("camt.053.001.08", namespace))
    assert namespace in fault_of(path, "camt053").message


def test_a_message_without_statements_is_a_fault(tmp_path: Path) -> None:
    assert "no statement" in fault_of(written(tmp_path / "a.xml", message())).message
