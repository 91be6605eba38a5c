"""``auditflow store``: makes a store, looks after it, and gives it rules and days."""

from urllib.parse import urlsplit

import click

from auditflow.cli import as_json
from auditflow.cli.changing import close, in_words, use
from auditflow.cli.in_store import bar, store_at, url_of, which_store, with_store
from auditflow.cli.shown import print_json, shown
from auditflow.cli.words import language_option
from auditflow.errors import StoreRefused, ValueRefused
from auditflow.store import (
    Head,
    Store,
    Verified,
    open_store,
    upgrade_store,
)

_FINE, _DOES_NOT_HOLD = 0, 1


@click.group("store", short_help="Make a store of cases, verify it, give it rules.")
def store() -> None:
    """Make a store of cases, look after it, and give it rules and days."""


store.add_command(use)
store.add_command(close)


@store.command(short_help="Make a store where there is none.")
@click.option(
    "--beside",
    is_flag=True,
    help="Make it beside the tables of another program in the same database.",
)
@which_store
@shown
def init(
    *, beside: bool, url: str | None, wait: float, as_data: bool, lang: str | None
) -> None:
    """Make a store where there is none; one that is there is left as it is."""
    address = url_of(url)
    was_there = _is_there(address, wait)
    if not was_there:
        open_store(address, create=True, beside=beside, wait=wait).close()
    if as_data:
        print_json({"store": _named(address), "made": not was_there})
    elif language_option(lang) == "sv":
        made = "Databasen fanns redan" if was_there else "En ny databas är gjord"
        click.echo(f"{made}: {_named(address)}")
    else:
        made = "There is a store already" if was_there else "A new store is made"
        click.echo(f"{made}: {_named(address)}")


def _is_there(address: str, wait: float) -> bool:
    """Whether there is a store; what stands in the way is told when one is made."""
    try:
        open_store(address, wait=wait).close()
    except StoreRefused:
        return False
    return True


def _named(address: str) -> str:
    """An address as it may be shown: without a password.

    >>> _named("postgresql://anna:secret@db.sala.se/audit?sslmode=require")
    'postgresql://anna@db.sala.se/audit'
    >>> _named("sqlite:///auditflow.db")
    'sqlite:///auditflow.db'
    """
    parts = urlsplit(address)
    if not parts.netloc:
        return address
    user = f"{parts.username}@" if parts.username else ""
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{user}{host}{parts.path}"


@store.command(short_help="Bring its tables to the version of this auditflow.")
@which_store
@shown
def upgrade(*, url: str | None, wait: float, as_data: bool, lang: str | None) -> None:
    """Bring the tables of a store to the version that this auditflow knows.

    Make a backup first. The cases stay as they are.
    """
    address = url_of(url)
    before, after = upgrade_store(address, wait=wait)
    if as_data:
        print_json({"store": _named(address), "from": before, "to": after})
        return
    if language_option(lang) == "sv":
        said = f"Tabellerna har redan version {after}: inget att göra."
        moved = f"Tabellerna har gått från version {before} till {after}."
    else:
        said = f"The tables have version {after} already: nothing to do."
        moved = f"The tables went from version {before} to {after}."
    click.echo(said if before == after else moved)


@store.command(short_help="Tell whether anybody has rewritten the ledger.")
@click.option(
    "--head",
    metavar="HEAD",
    help="A head that was kept elsewhere: without it nobody can tell that the latest "
    "entries were cut off.",
)
@which_store
@shown
def verify(
    *,
    head: str | None,
    url: str | None,
    wait: float,
    as_data: bool,
    lang: str | None,
) -> int:
    """Walk through the whole ledger, and tell the first thing that does not fit.

    Keep the head that is printed in another place, and give it with --head next time.

    Exit status: 0 all of it fits; 1 something does not; 2 there is no store, or what
    was given as HEAD is none.
    """
    kept = None if head is None else _head(head)
    with store_at(url, wait, None) as opened, bar("verify") as progress:
        found = opened.verify(kept, progress)
    if as_data:
        print_json(_of_verified(found))
    elif language_option(lang) == "sv":
        click.echo(_in_swedish(found, kept))
    else:
        click.echo(_in_english(found, kept))
    return _FINE if found.holds else _DOES_NOT_HOLD


def _head(text: str) -> Head:
    head = Head.read(text)
    if head is None:
        mend = "give the line that auditflow store verify printed, such as 1200:5e0f…"
        raise ValueRefused(f"{text!r} is no head", mend)
    return head


def _of_verified(
    found: Verified,
) -> as_json.Json:
    misfit = found.misfit
    return {
        "holds": found.holds,
        "entries": found.entries,
        "head": str(found.head),
        "misfit": {"place": misfit.place, "what": misfit.what} if misfit else None,
    }


def _in_english(found: Verified, kept: Head | None) -> str:
    if found.misfit is not None:
        return f"The ledger does not hold: {found.misfit}"
    number = found.entries
    fit = f"All {number} entries fit" if number != 1 else "The one entry fits"
    known = f", and entry {kept.position} is as when its head was kept" if kept else ""
    return f"{fit}{known}.\nKeep this head elsewhere: {found.head}"


def _in_swedish(found: Verified, kept: Head | None) -> str:
    if found.misfit is not None:
        return f"Liggaren håller inte: {found.misfit}"
    number = found.entries
    fit = f"Alla {number} poster stämmer" if number != 1 else "Den enda posten stämmer"
    known = f", och post {kept.position} är som när dess huvud sparades" if kept else ""
    return f"{fit}{known}.\nSpara huvudet på annat ställe: {found.head}"


@store.command(short_help="Derive anew where each case stands.")
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing, and tell the cases whose rows differ from the ledger.",
)
@which_store
@shown
def rebuild(
    *,
    check: bool,
    url: str | None,
    wait: float,
    as_data: bool,
    lang: str | None,
) -> int:
    """Derive anew, of the ledger, where each case stands and what it owes.

    Others may read and write meanwhile. It also finishes a change of rules that was
    stopped on its way.

    Exit status: 0 fine; with --check 1 where a case differs.
    """
    sv = language_option(lang) == "sv"
    with store_at(url, wait, None) as opened:
        if check:
            return _told_differences(opened.differences(), as_data=as_data, sv=sv)
        with bar("rebuild") as progress:
            cases = opened.rebuild(progress)
    if as_data:
        print_json({"cases": cases})
    elif sv:
        click.echo(f"{cases} {'ärende' if cases == 1 else 'ärenden'} härledda på nytt.")
    else:
        click.echo(f"{cases} {'case' if cases == 1 else 'cases'} derived anew.")
    return _FINE


def _told_differences(names: tuple[str, ...], *, as_data: bool, sv: bool) -> int:
    if as_data:
        print_json({"differences": names})
    elif names:
        click.echo("\n".join(names))
    elif sv:
        click.echo("Alla ärenden står som liggaren säger.")
    else:
        click.echo("Every case stands as the ledger says.")
    return _DOES_NOT_HOLD if names else _FINE


@store.command(short_help="Remove the name of a person from every case.")
@click.argument("name")
@click.option(
    "--by", required=True, callback=in_words, metavar="WHO", help="Who removes it."
)
@click.option(
    "--reason",
    required=True,
    callback=in_words,
    metavar="TEXT",
    help="Why, without naming the person.",
)
@shown
@with_store()
def forget(
    *,
    store: Store,
    name: str,
    by: str,
    reason: str,
    as_data: bool,
    lang: str | None,
) -> None:
    """Remove the NAME of a person, as the cases show it, from every case.

    The entries stay, and the chain holds: they never had the name, only a salted hash
    of it. That a name was removed, by whom and why, is an entry too. What somebody
    wrote into a title or a reason is text, and stays.
    """
    if name.strip() and name.strip().casefold() in reason.casefold():
        mend = "write why without the name: a reason is text, and is never removed"
        raise ValueRefused("the reason names the person", mend)
    number = store.forget(name, by=by, reason=reason)
    if as_data:
        print_json({"authorities": number})
    elif language_option(lang) == "sv":
        kept = "Säkerhetskopior från tiden före har det kvar."
        where = "myndighet" if number == 1 else "myndigheter"
        click.echo(f"Namnet är borttaget, hos {number} {where}.\n{kept}")
    else:
        kept = "Backups that were made before still hold it."
        where = "authority" if number == 1 else "authorities"
        click.echo(f"The name is removed, in {number} {where}.\n{kept}")


@store.command(short_help="Show whose cases are in it.")
@which_store
@shown
def authorities(
    *, url: str | None, wait: float, as_data: bool, lang: str | None
) -> None:
    """Show the authorities that have cases or rules here, one a line."""
    with store_at(url, wait, None) as opened:
        names = opened.authorities()
    if as_data:
        print_json({"authorities": names})
    elif names:
        click.echo("\n".join(names))
    else:
        sv = language_option(lang) == "sv"
        click.echo("Inga ännu." if sv else "None yet.")
