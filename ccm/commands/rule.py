"""The commands ``ccm rule``: which communications carry which block, whatever else they say."""

from typing import Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import plain_errors, print_table

rule_app = typer.Typer(no_args_is_help=True, help="Say which communications have to carry which block.")

KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="The rule's key.")]


@rule_app.command("add")
def add(
    key: KeyArgument,
    block: Annotated[str, typer.Option("--block", help="The block that has to be there.")],
    reason: Annotated[str, typer.Option("--reason", help="What demands it, in a sentence.")],
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="For templates with this tag; all, if several.")
    ] = None,
    jurisdiction: Annotated[
        list[str] | None, typer.Option("--jurisdiction", help="For templates of this country; any, if several.")
    ] = None,
    as_: AsOption = None,
) -> None:
    """Add a rule, or a new version of it. It holds for what is submitted from now on."""
    from ccm.db.session import open_database
    from ccm.gates.rules import MandatoryRule
    from ccm.governance.rules import add_rule

    with plain_errors():
        rule = MandatoryRule(key, tuple(tag or ()), tuple(jurisdiction or ()), block, reason)
        with open_database() as opened, opened.writing() as session:
            number, new = add_rule(session, acting(as_), rule)
    typer.echo(f"rule {key}@{number}  {rule.digest}{'' if new else '  unchanged'}")


@rule_app.command("list")
def list_rules(as_: AsOption = None) -> None:
    """List the rules that hold."""
    from ccm.gates.rules_store import RuleStore

    with viewing(as_) as session:
        rules = RuleStore(session).rules()
    print_table(
        ("rule", "block", "tags", "jurisdictions", "reason"),
        [(rule.key, rule.block, ", ".join(rule.tags), ", ".join(rule.jurisdictions), rule.reason) for rule in rules],
    )


@rule_app.command("drop")
def drop(key: KeyArgument, as_: AsOption = None) -> None:
    """End a rule for what is submitted from now on; it stays on record."""
    from ccm.db.session import open_database
    from ccm.governance.rules import drop_rule

    with plain_errors(), open_database() as opened, opened.writing() as session:
        drop_rule(session, acting(as_), key)
    typer.echo(f"rule {key} dropped")


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.add_typer(rule_app, name="rule")
