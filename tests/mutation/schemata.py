"""Changes of cargo-mutants written into one source, each behind a number that is asked for when the program runs."""

import json
import subprocess
from collections import defaultdict

import tree_sitter
import tree_sitter_rust

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))

# Which change is in force, told by the environment.
ASKED = '''
/// Whether a change of the sources is in force.
#[must_use]
pub fn mutant(number: usize) -> bool {
    static MUTANT: std::sync::LazyLock<usize> = std::sync::LazyLock::new(|| {
        std::env::var("MUTANT").ok().and_then(|n| n.parse().ok()).unwrap_or(0)
    });
    *MUTANT == number
}
'''


def listed(tree, files):
    """The changes that cargo-mutants would make, in its own words."""
    command = ["cargo", "mutants", "--list", "--json", "--file", files]
    return json.loads(subprocess.run(command, cwd=tree, check=True, capture_output=True).stdout)


class Schemata:
    """A source with changes in it."""

    def __init__(self, source, changes):
        """`changes`: pairs of a number, from 1, and what cargo-mutants says of it."""
        self.source = source
        self.lines = [0, *(at + 1 for at, byte in enumerate(source) if byte == ord("\n"))]
        self.at = defaultdict(list)
        for number, change in changes:
            start, end = (self._offset(change["span"][edge]) for edge in ("start", "end"))
            place = (start, end) if change["genre"] == "MatchArmGuard" else start
            self.at[change["genre"], place].append((number, change["replacement"]))
        self.written = set()

    def text(self):
        """The source with the changes that can be written; `written` tells which."""
        return self._render(PARSER.parse(self.source).root_node)

    def _offset(self, place):
        start = self.lines[place["line"] - 1]
        line = self.source[start:].split(b"\n", 1)[0].decode()
        return start + len(line[: place["column"] - 1].encode())

    def _of(self, genre, place):
        changes = self.at.get((genre, place), [])
        self.written.update(number for number, _ in changes)
        return changes

    def _render(self, node):
        written = {
            "binary_expression": self._operator,
            "compound_assignment_expr": self._operator,
            "unary_expression": self._unary,
            "match_pattern": self._pattern,
        }.get(node.type, lambda _: None)(node)
        return self._plain(node) if written is None else written

    def _plain(self, node):
        text, at = "", node.start_byte
        for child in node.children:
            text += self.source[at : child.start_byte].decode()
            if node.type == "block":
                for number, value in self._of("FnValue", child.start_byte):
                    text += f"if crate::mutant({number}) {{ return {value}; }} "
            text += self._render(child)
            at = child.end_byte
        return text + self.source[at : node.end_byte].decode()

    def _operator(self, node):
        own = node.child_by_field_name("operator")
        changes = self._of("BinaryOperator", own.start_byte)
        if not changes:
            return None
        left, right = (self._render(node.child_by_field_name(side)) for side in ("left", "right"))
        end = ";" if node.type == "compound_assignment_expr" else ""
        other = "".join(f"if crate::mutant({number}) {{ {left} {sign} {right}{end} }} else " for number, sign in changes)
        whole = f"{other}{{ {left} {own.text.decode()} {right}{end} }}"
        return whole if end else f"({whole})"

    def _unary(self, node):
        changes = self._of("UnaryOperator", node.start_byte)
        if not changes:
            return None
        sign, inner = node.children[0].text.decode(), self._render(node.children[-1])
        return f"(if crate::mutant({changes[0][0]}) {{ {inner} }} else {{ {sign}{inner} }})"

    def _pattern(self, node):
        own = node.child_by_field_name("condition")
        until = own.start_byte if own else node.end_byte
        pattern = self.source[node.start_byte : until].decode()
        guards = [f"!crate::mutant({number})" for number, _ in self._of("MatchArm", node.parent.start_byte)]
        if own:
            guard = f"({self._render(own)})"
            for number, value in self._of("MatchArmGuard", (own.start_byte, own.end_byte)):
                asked = f"crate::mutant({number}) || " if value == "true" else f"!crate::mutant({number}) && "
                guard = f"({asked}{guard})"
            return pattern + " && ".join([*guards, guard])
        return f"{pattern} if {' && '.join(guards)}" if guards else pattern
