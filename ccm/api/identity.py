"""Who asks: the bearer of an API key, or a browser that somebody signed in with."""

from dataclasses import dataclass, field

from ccm.people.roles import Ability


@dataclass(frozen=True)
class Identity:
    """The person who asks, and as what.

    `credential` names the key or session without being it. `abilities` bound what an API key is for; None bounds
    nothing, and then the person's roles alone say what they may. `secret` is what was shown.
    """

    person: str
    credential: str
    way: str
    abilities: frozenset[Ability] | None = None
    secret: str = field(default="", repr=False)

    def is_for(self, ability: Ability) -> bool:
        return self.abilities is None or ability in self.abilities
