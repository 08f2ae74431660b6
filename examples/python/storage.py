"""Counts its starts in a file: keys and values, and a namespace of the state that is kept."""

import asyncio

import oriel
from pythonnative import AsyncStorage


async def count() -> int:
    starts = (await AsyncStorage.get_json("starts") or 0) + 1
    await AsyncStorage.set_json("starts", starts)  # it is in the file when this returns
    return starts


print(f"start {asyncio.run(count())}, as {oriel.storage().path} says")

# State that is there again: given to windows, their pages see it from their first script.
state = oriel.State()
state.persist("settings")
print("theme:", state.get("settings", "theme", "not chosen yet"))
state.set("settings", "theme", "light" if state.get("settings", "theme") == "dark" else "dark")
