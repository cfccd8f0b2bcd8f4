"""How far apart colours look to everyone: WCAG contrast, CIEDE2000, and colour vision deficiencies simulated."""

from __future__ import annotations

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Triple = tuple[float, float, float]

VISIONS: Mapping[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, matrices for linear RGB."""


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two `#rrggbb` colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def smallest_distance(colours: Iterable[str], vision: str) -> float:
    """Return the smallest CIEDE2000 distance between any two of the colours in this vision."""
    seen = [seen_lab(colour, vision) for colour in colours]
    return min(ciede2000(one, other) for one, other in combinations(seen, 2))


def seen_lab(colour: str, vision: str) -> Triple:
    """Return the CIELAB (D65) values of a `#rrggbb` colour as somebody with this vision sees it."""
    rgb = _linear(colour)
    r, g, b = (min(1.0, max(0.0, _dot(row, rgb))) for row in VISIONS[vision])
    x = _lightness(_dot((0.4124564, 0.3575761, 0.1804375), (r, g, b)) / 0.95047)
    y = _lightness(_dot((0.2126729, 0.7151522, 0.0721750), (r, g, b)))
    z = _lightness(_dot((0.0193339, 0.1191920, 0.9503041), (r, g, b)) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Triple, other: Triple) -> float:
    """Return the CIEDE2000 distance of two CIELAB colours (Sharma, Wu and Dalal 2005)."""
    mean = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * _saturation(mean)
    chroma1, hue1 = _polar(one[1] * stretch, one[2])
    chroma2, hue2 = _polar(other[1] * stretch, other[2])
    turn = (hue2 - hue1 + 180) % 360 - 180 if chroma1 * chroma2 else 0.0
    hue = hue1 + turn / 2 if chroma1 * chroma2 else hue1 + hue2
    light, chroma = (one[0] + other[0]) / 2, (chroma1 + chroma2) / 2
    squared = (light - 50) ** 2
    d_light = (other[0] - one[0]) / (1 + 0.015 * squared / sqrt(20 + squared))
    d_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    d_hue = 2 * sqrt(chroma1 * chroma2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * _hue_weight(hue))
    rotation = -2 * _saturation(chroma) * sin(radians(60 * exp(-(((hue % 360 - 275) / 25) ** 2))))
    return sqrt(d_light**2 + d_chroma**2 + d_hue**2 + rotation * d_chroma * d_hue)


def _hue_weight(hue: float) -> float:
    terms = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(weight * cos(radians(times * hue + shift)) for weight, times, shift in terms)


def _saturation(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _lightness(share: float) -> float:
    return share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116


def _luminance(colour: str) -> float:
    return _dot((0.2126, 0.7152, 0.0722), _linear(colour))


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _dot(one: Triple, other: Triple) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
