"""The symbols of the body's texts."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions.symbols import change_form_of_symbols, enter_symbol
from jointstatement.queries.symbols import SymbolLine, symbols_page
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import Line, Version
from jointstatement.web.api.operations import AnyRequest, deed, read
from jointstatement.web.reading import show

TAG = "body"


class Symbols(msgspec.Struct, frozen=True):
    """How symbols are written, and which text has which."""

    version: int
    form: str
    """As "RCF/{year}/{number}"; empty where the body gives no symbols."""
    given: tuple[SymbolLine, ...]


class NewForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How symbols are written from now on: one {number}, and {year} or {short_year}; empty for none at all."""

    form: Line
    expected: Version


class ChosenSymbol(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The symbol that the text will be given; empty for the next in the row."""

    symbol: Line


@read("/body/symbols", Verb.READ_TEXT, tag=TAG)
async def symbols(request: AnyRequest) -> Symbols:
    """The form of symbols, and those of the texts that the person may read."""
    shown = await show(request, symbols_page, viewer_of(request))
    return Symbols(shown.version, shown.form, shown.given)


@deed("/body/symbols", Verb.MANAGE_BODY, tag=TAG)
async def change_form(request: AnyRequest, data: JSONBody[NewForm]) -> None:
    """Changes how symbols are written; those that were given stay."""
    await act(request, change_form_of_symbols, form=data.form, expected=data.expected)


@deed("/statements/{statement_id:str}/symbol", Verb.SET_FURNITURE, tag="statements")
async def choose_symbol(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[ChosenSymbol]) -> None:
    """Chooses the symbol that a text is given at adoption; until then the office alone knows it."""
    await act(request, enter_symbol, statement_id, symbol=data.symbol, lock=statement_id)


handlers = [symbols, change_form, choose_symbol]
