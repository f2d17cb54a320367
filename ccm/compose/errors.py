"""What can go wrong between a release, a record and a document."""


class CompileError(ValueError):
    """A release cannot be compiled for a locale; the message names template or block, node and remedy."""


class ComposeError(ValueError):
    """A record cannot be composed. `node` is the id of the node, the message names the datum and the remedy."""

    def __init__(self, node: str, message: str) -> None:
        self.node = node
        self.reason = message
        super().__init__(f"node {node}: {message}")
