"""Where and when an encounter took place, in invented reports (published on 12 March 2025, a Wednesday)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def first(reading: Reading) -> Meeting:
    """The first meeting of a text."""
    return next(claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting))


PLACES = [
    ("Egypt and Turkey met on Monday to discuss mediation in Yemen.", None, "what is discussed is elsewhere"),
    ("Egypt and Turkey met on Monday for talks with rebels who have been fighting in Darfur.", None,
     "a clause about those who take part"),
    ("Sudan and Egypt held talks with the head of the mission in Libya on Monday.", None,
     "what somebody heads is not where they meet"),
    ("The Egyptian minister met senior officials in Qatar on Monday.", "Qatar", "where those met are"),
    ("Hakan Fidan travelled from Doha to Cairo on Monday.", "Cairo", "not where he set out"),
    ("On Monday Hakan Fidan met Prince Faisal bin Farhan in Saudi Arabia.", "Saudi Arabia", "beside a name"),
    ("Egypt and Turkey held talks on the southern track in Amman on Monday.", "Amman", "a track is nowhere"),
    ("Turkey praised the third meeting of the Egyptian and Libyan ministers, held on 7 March in Tunis.", "Tunis",
     "'held' goes with the meeting, wherever the parser hangs it"),
    ("Sweden met Kuwait on Monday to discuss the coming Stockholm negotiations.", None, "other talks have that place"),
    ("Egypt and Turkey met on Monday after the signing of the Astana agreement.", None, "an agreement is no meeting"),
    ("Ministers met on Monday at the summit of the West African Economic Community in Ghana.", "Ghana",
     "whose summit it is does not hide where"),
    ("Egypt met the envoy of the Sovereignty Council in Sudan on Monday.", None, "a body has its country"),
    ("Qatar hosted the third meeting of the two sides at the Grand Hotel, Doha, on Monday.", "Doha",
     "the town after a hotel"),
    ("Envoys held talks in the Kazakh capital of Astana on Monday.", "Astana", "a people's name is no town"),
    ("Hakan Fidan met the Libyan envoy, who is on an official visit to the Sultanate of Oman, on Monday.", "Oman",
     "where the guest stays, past the title of a state"),
    ("Hakan Fidan on Monday met the Libyan envoy, who called on him at State House in Entebbe.", "Entebbe",
     "where he was called on"),
    ("The UN envoy shuttled between both sides to organise consultations between Egypt and Turkey in Geneva.", None,
     "what he arranges is held there, not the shuttling"),
    ("Egypt welcomed a summit of ministers called by Turkey on 4 March in Amman.", "Amman", "where it was called to"),
    ("Hakan Fidan met the Egyptian president at the Ittihadia Palace on Monday.", "Ittihadia Palace",
     "a hall that no list has"),
    ("Hakan Fidan met the Egyptian president at the Great Hall of the People in Beijing.", "Beijing",
     "the city of a hall that no list has"),
    ("Cairo 4 March hosted a meeting between Egypt and Turkey.", "Cairo", "the day before the verb"),
    ("Hakan Fidan on Monday met with ambassadors of Egypt, Jordan and Oman, and the UN mediator in Doha.", "Doha",
     "past the last of those met"),
    ("Egypt and Turkey held talks on Monday, Badr Abdelatty told reporters in Vienna.", None, "where it is told"),
    ("Peace talks between the rebels and the army resumed in South Sudan on Monday. The sides signed a map in Juba.",
     "Juba", "the only town named there, which is its capital"),
    ("The sides signed a map in Malakal. Peace talks between the rebels and the army resumed in South Sudan on Monday.",
     "South Sudan", "not a town that is no capital"),
    ("Hakan Fidan met Badr Abdelatty on Monday on the sidelines of the Munich Security Conference.", "Munich",
     "beside a conference that bears the name of its town"),
    ("A Turkish delegation returned from Doha on Tuesday after days of talks with Egypt.", "Doha",
     "whence they come after it"),
    ("Egypt and Turkey met on Monday in Montreux, near Geneva.", "Montreux", "not the town near by"),
    ("Hakan Fidan met Badr Abdelatty at Gimhae air base in Busan on Monday.", "Busan", "the town of a base"),
    ("Jordan hosted a meeting between Egypt and Turkey at the Dead Sea on Monday.", "Dead Sea",
     "nearer than the country that hosts"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "reason"), PLACES, ids=[reason for *_, reason in PLACES])
def test_where(read: Read, text: str, place: str | None, reason: str) -> None:
    assert first(read(text)).place == place, reason


DAYS = [
    ("Turkey praised the third meeting of the Egyptian and Libyan ministers, held on 7 March in Tunis.", "2025-03-07",
     "'held' goes with the meeting"),
    ("Qatar is to host peace talks for Sudan, beginning on 14 April 2025.", "2025-04-14", "so does 'beginning'"),
    ("On 3 March, Egyptian and Turkish ministers who had quarrelled on 7 February met in Cairo.", "2025-03-03",
     "the day at the head of the sentence"),
    ("Egypt met the general in Cairo, whose forces had been accused of looting in January.", "",
     "a day of another deed"),
    ("On 27 February and 6 March, Egypt convened the first two meetings with Turkey in Cairo.", "2025-02-27",
     "of several days the first"),
    ("Hakan Fidan will meet Badr Abdelatty next week. Fidan and Abdelatty will hold talks in Cairo on 18 and 19 March.",
     "2025-03-18/2025-03-19", "days before the week that holds them"),
    ("On 2 and 6 March, Egypt convened meetings with Turkey in Cairo.", "2025-03-02", "of one month too"),
    ("The Egyptian president is due in Ankara on Friday for talks with Recep Tayyip Erdogan.", "2025-03-14",
     "the weekday of what is to come lies ahead"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "when", "reason"), DAYS, ids=[reason for *_, reason in DAYS])
def test_when(read: Read, text: str, when: str, reason: str) -> None:
    assert str(first(read(text)).when) == when, reason


STAYS = [
    ("A Turkish delegation arrived in Cairo on Monday. The delegation met Badr Abdelatty on Tuesday.", "Cairo",
     "a delegation as well"),
    ("Hakan Fidan arrived in Cairo on Monday. He will meet Egyptian Foreign Minister Badr Abdelatty today.", "Cairo",
     "a visitor is met where he came to"),
    ("Hakan Fidan arrived in Cairo on Monday. Fidan spoke with Badr Abdelatty by phone on 3 March.", None,
     "not by phone"),
    ("Hakan Fidan arrived in Cairo on Monday. Iran and Oman met on 3 March.", None, "nor are others met there"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "reason"), STAYS, ids=[reason for *_, reason in STAYS])
def test_where_a_visitor_is_met(read: Read, text: str, place: str | None, reason: str) -> None:
    *_, last = (c.payload for c in Meetings()(read(text), ()) if isinstance(c.payload, Meeting))
    assert last.place == place, reason


WHERE_LAST = [
    ("Talks between Libya and Turkey hosted by Cairo ended on Monday.", "Cairo", "by whom talks are hosted"),
    ("Hans Grundberg 7 Feb met council members in Aden to discuss the truce; next day met the Aden governor.", "Aden",
     "the day after, by whom the clause before names"),
    ("Hakan Fidan met Badr Abdelatty in Cairo on Monday. Fidan also met Egyptian Prime Minister Ahmed Osman.", "Cairo",
     "whom one also met"),
    ("Hakan Fidan will travel to Egypt, Oman and Iraq on Friday.", None, "a tour has no one place"),
    ("Hakan Fidan will travel to Egypt and Oman on Friday.", "Egypt", "of two countries the first"),
    ("Brazil will host an emergency meeting of the Security Council on Gaza on Friday.", None,
     "who calls the Security Council does not house it"),
    ("Hakan Fidan is in Sana’a. Hans Grundberg travelled to the Yemeni capital on Monday.", "Sana’a",
     "the capital as the text spells its name"),
    ("The committee held a meeting with Houthi representatives on a ship in the Red Sea on Monday.", "Red Sea",
     "on a ship"),
    ("Egyptian and Turkish envoys ended talks in Washington on Monday, and the ministers will meet on 20 March.", None,
     "others, later, elsewhere"),
    ("Hakan Fidan arrived in Cairo on Monday after visiting Amman. He met Badr Abdelatty on Tuesday.", "Cairo",
     "not where the visitor was before"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "reason"), WHERE_LAST, ids=[reason for *_, reason in WHERE_LAST])
def test_where_the_last_one_is(read: Read, text: str, place: str | None, reason: str) -> None:
    *_, last = (c.payload for c in Meetings()(read(text), ()) if isinstance(c.payload, Meeting))
    assert last.place == place, reason
