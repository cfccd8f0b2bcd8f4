"""Find passages to code by rule: a plan that can be looked through, and the one command that carries it out."""

from projects.autocode.matching import LIMIT_S
from projects.autocode.plan import Candidate, Plan, plan
from projects.autocode.rules import ByHeading, ByHits, ByPattern, BySpeaker, Rule

__all__ = ["LIMIT_S", "ByHeading", "ByHits", "ByPattern", "BySpeaker", "Candidate", "Plan", "Rule", "plan"]
