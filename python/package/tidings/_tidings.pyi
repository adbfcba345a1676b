"""What Rust gives; `tidings` is what to use."""

__version__: str

class TidingsError(ValueError):
    """What cannot be used, with file, line and cure."""

class Codebook:
    def __init__(self, files: dict[str, bytes] | None) -> None: ...
    @property
    def sha256(self) -> str: ...

class Table:
    @property
    def columns(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

def code(
    codebook: Codebook, columns: dict[str, list[str | None]], format: str, source: str, threads: int
) -> dict[str, Table]: ...
