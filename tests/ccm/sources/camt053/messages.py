"""Statements to test with, put together from their parts. All names and numbers are invented."""

from collections.abc import Iterable

HEADER = "<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-02T01:30:00+01:00</CreDtTm></GrpHdr>"
ACCOUNT = (
    "<Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id><Ccy>EUR</Ccy><Nm>Everyday account</Nm>"
    "<Ownr><Nm>Elena Ferraris</Nm><PstlAdr><StrtNm>Via dei Ginepri</StrtNm><BldgNb>14</BldgNb>"
    "<PstCd>20121</PstCd><TwnNm>Milano</TwnNm><CtrySubDvsn>MI</CtrySubDvsn><Ctry>IT</Ctry></PstlAdr>"
    "<CtctDtls><MobNb>+39-3471234567</MobNb><EmailAdr>elena.ferraris@example.com</EmailAdr></CtctDtls></Ownr>"
    "<Svcr><FinInstnId><BICFI>GNPRITMMXXX</BICFI><Nm>Banca Ginepro S.p.A.</Nm></FinInstnId></Svcr></Acct>"
)


def balance(code: str, amount: str, direction: str = "CRDT", currency: str = "EUR", day: str = "2026-10-31") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{amount}</Amt>"
        f"<CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def entry(
    amount: str, direction: str = "CRDT", *, currency: str = "EUR", status: str = "<Sts>BOOK</Sts>", rest: str = ""
) -> str:
    return (
        f"<Ntry><Amt Ccy='{currency}'>{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{status}"
        f"<BookgDt><Dt>2026-10-05</Dt></BookgDt><ValDt><Dt>2026-10-06</Dt></ValDt>{rest}</Ntry>"
    )


def statement(*parts: str, number: str = "S1", account: str = ACCOUNT) -> str:
    return f"<Stmt><Id>{number}</Id><CreDtTm>2026-11-02T00:15:00+01:00</CreDtTm>{account}{''.join(parts)}</Stmt>"


def message(*statements: str, version: str = "08", header: str = HEADER) -> str:
    namespace = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    body = "".join(statements)
    return f"<Document xmlns='{namespace}'>\n<BkToCstmrStmt>{header}\n{body}\n</BkToCstmrStmt></Document>"


def payment(parts: Iterable[str]) -> str:
    return f"<NtryDtls>{''.join(f'<TxDtls>{part}</TxDtls>' for part in parts)}</NtryDtls>"
