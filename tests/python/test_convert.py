"""Objects to values and back: every kind, every refusal with its path."""

import collections
import enum
import json
import math

import pytest

import oriel
from oriel import _native


class Color(enum.IntEnum):
    RED = 3


class Name(str):
    pass


class Ratio(float):
    pass


SAME = [
    None,
    True,
    False,
    0,
    1,
    -1,
    2**31,
    -(2**31) - 1,
    2**53 - 1,
    -(2**53) + 1,
    0.5,
    -0.25,
    1e300,
    5e-324,
    "",
    "text",
    'quote " backslash \\ slash /',
    "\x00\x01\x1f\x7f",
    "\u2028\u2029",
    "é ü 漢字 😀 \U0010ffff",
    [],
    {},
    [[], [[]], {}],
    {"": {"": None}},
    {"a": [1, 2.5, True, None, "x", {"b": []}]},
    list(range(1000)),
    {f"key {i}": i for i in range(300)},
    "long " * 10000,
]


@pytest.mark.parametrize("value", SAME, ids=lambda value: repr(value)[:30])
def test_round_trip_keeps_value_and_type(value):
    text = _native.dumps(value)
    back = _native.loads(text)
    assert back == value
    assert type(back) is type(value)
    assert json.loads(text) == value


@pytest.mark.parametrize(
    "value, expected",
    [
        ((1, (2,)), [1, [2]]),
        (Color.RED, 3),
        (Name("n"), "n"),
        (Ratio(0.5), 0.5),
        (collections.OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (collections.namedtuple("P", "x y")(1, 2), [1, 2]),
    ],
)
def test_what_is_like_json_becomes_json(value, expected):
    assert _native.loads(_native.dumps(value)) == expected


def test_bool_is_not_a_number():
    assert _native.dumps([True, False, 1, 0]) == "[true,false,1,0]"
    assert [type(item) for item in _native.loads("[true,1]")] == [bool, int]


def test_order_of_keys_stays():
    assert list(_native.loads(_native.dumps({"z": 1, "a": 2, "m": 3}))) == ["z", "a", "m"]


def test_order_of_keys_is_what_items_say():
    ordered = collections.OrderedDict(z=1, a=2, m=3)
    ordered.move_to_end("z")
    assert _native.dumps([ordered]) == '[{"a":2,"m":3,"z":1}]'

    class Sorted(dict):
        def items(self):
            return sorted(super().items())

    assert _native.dumps(Sorted(z=1, a=2)) == '{"a":2,"z":1}'


def test_items_may_encode_and_fail():
    class Odd(dict):
        def items(self):
            return self["found"]()

    def fail():
        raise KeyError("mine")

    nested = Odd(found=lambda: [("a", _native.dumps({"b": [1]}))])
    assert _native.dumps({"x": nested, "y": 2}) == r'{"x":{"a":"{\"b\":[1]}"},"y":2}'
    with pytest.raises(KeyError, match="mine"):
        _native.dumps([{"x": Odd(found=fail)}])
    with pytest.raises(TypeError, match=r"^value\[0\]: items\(\) must give pairs, not int"):
        _native.dumps([Odd(found=lambda: [3])])
    assert _native.dumps([1]) == "[1]"


def test_what_items_takes_away_meanwhile():
    class Thief(dict):
        def items(self):
            outer.clear()
            return []

    outer = [Thief(), "x" * 100, [2]]
    assert _native.dumps(outer) == "[{}]"
    outer = {"a": Thief(), "b": "x" * 100}
    assert _native.dumps(outer) == '{"a":{}}'


def test_numbers_from_pages():
    assert _native.loads("[1e20, 9007199254740993, 64.5, -0.0]") == [1e20, 2.0**53, 64.5, 0.0]
    assert all(type(item) is float for item in _native.loads("[1e20, 9007199254740993, 64.5]"))
    assert math.copysign(1, _native.loads("-0.0")) == -1


def test_escapes_from_pages():
    assert _native.loads(r'"\u00e9\n\t\"\\\/\ud83d\ude00"') == 'é\n\t"\\/😀'
    long = json.dumps("é\n" * 2000)
    assert _native.loads(long) == "é\n" * 2000


def test_same_keys_are_one_object():
    first, second = _native.loads('[{"temperature": 1}, {"temperature": 2}]')
    assert next(iter(first)) is next(iter(second))


CYCLE = []
CYCLE.append({"a": CYCLE})
DEEP = None
for _ in range(129):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "value, error, path, word",
    [
        (math.nan, ValueError, "value", "NaN"),
        ([1, math.inf], ValueError, "value[1]", "infinity"),
        ({"cpu": [0, 1, 2, -math.inf]}, ValueError, "value.cpu[3]", "infinity"),
        (2**53, ValueError, "value", "2**53"),
        ({"n": -(2**53)}, ValueError, "value.n", "2**53"),
        ([10**30], ValueError, "value[0]", "2**53"),
        ("\ud800", ValueError, "value", "surrogate"),
        ({"a": ["\udfff"]}, ValueError, "value.a[0]", "surrogate"),
        ({"\ud800": 1}, ValueError, "value", "surrogate"),
        ({"a": [{"b\0": 1}]}, ValueError, "value.a[0]", "NUL"),
        ({1: 2}, TypeError, "value", "int"),
        ({"a": {None: 2}}, TypeError, "value.a", "NoneType"),
        ({"a b": {3.5: 2}}, TypeError, "value['a b']", "float"),
        ({1, 2}, TypeError, "value", "set"),
        ([b"x"], TypeError, "value[0]", "bytes"),
        ({"f": [print]}, TypeError, "value.f[0]", "builtin_function_or_method"),
        (object(), TypeError, "value", "object"),
        (1j, TypeError, "value", "complex"),
        (range(3), TypeError, "value", "range"),
        (CYCLE, ValueError, "value[0].a", "itself"),
        (DEEP, ValueError, "value" + "[0]" * 128, "128"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_refusals_name_the_path(value, error, path, word):
    with pytest.raises(error) as info:
        _native.dumps(value)
    assert str(info.value).startswith(f"{path}: ")
    assert word in str(info.value)
    assert type(info.value) is error


def test_the_limit_of_nesting_itself_passes():
    value = None
    for _ in range(128):
        value = [value]
    assert _native.loads(_native.dumps(value)) == value


def test_the_same_object_twice_is_no_cycle():
    shared = [1]
    assert _native.dumps({"a": shared, "b": [shared, shared]}) == '{"a":[1],"b":[[1],[1]]}'


def test_a_text_over_the_limit():
    text = "x" * (64 * 1024 * 1024)
    with pytest.raises(ValueError, match="^value: value of more than") as info:
        _native.dumps(text)
    assert info.value.code == "ETOOBIG"
    with pytest.raises(ValueError, match="^settings.text: value of more than"):
        oriel.State().set("settings", "text", text)


def test_a_failure_leaves_nothing_behind():
    with pytest.raises(ValueError):
        _native.dumps([1, 2, {"a": math.nan}])
    assert _native.dumps([1]) == "[1]"


@pytest.mark.parametrize(
    "text", ["", "{", "[1,]", "nul", '{"a":1,"a":2}', "NaN", "1 2", '"\x01"', "\ufeff1", "01"]
)
def test_malformed_json(text):
    with pytest.raises(ValueError) as info:
        _native.loads(text)
    assert info.value.code == "ESYNTAX"


def test_paths_in_state_begin_with_namespace_and_key():
    state = oriel.State()
    state.set("stats", "cpu", [1])
    with pytest.raises(ValueError, match=r"^stats\.cpu\[3\]: "):
        state.set("stats", "cpu", [0, 0, 0, math.nan])
    with pytest.raises(TypeError, match=r"^stats\.cpu: bytes"):
        state.set("stats", "cpu", b"")
    with pytest.raises(TypeError, match=r"^stats\.memory\.free: "):
        state.update({"stats": {"cpu": 2, "memory": {"free": {1}}}})
    assert state.snapshot() == {"stats": {"cpu": [1]}}


def test_big_integers_as_strings():
    with pytest.raises(ValueError, match="'refuse' or 'string'"):
        oriel.set_big_integers("float")
    oriel.set_big_integers("string")
    try:
        numbers = [2**53 - 1, 2**53, -(10**30), {"n": 2**64}]
        expected = '[9007199254740991,"9007199254740992","-' + "1" + "0" * 30
        assert _native.dumps(numbers) == expected + '",{"n":"18446744073709551616"}]'
    finally:
        oriel.set_big_integers("refuse")
    with pytest.raises(ValueError, match="2\\*\\*53"):
        _native.dumps(2**53)


def test_an_ordered_dict_keeps_its_order():
    ordered = collections.OrderedDict(a=1, b=2, c=3)
    ordered.move_to_end("a")
    assert _native.dumps(ordered) == '{"b":2,"c":3,"a":1}'
    ordered["b"] = object()
    with pytest.raises(TypeError, match=r"value\.b: object"):
        _native.dumps(ordered)


def test_names_in_paths_run_nothing():
    class Loud(str):
        def __repr__(self):
            raise AssertionError

    with pytest.raises(TypeError, match="value\\['a b'\\]: object"):
        _native.dumps({Loud("a b"): object()})
