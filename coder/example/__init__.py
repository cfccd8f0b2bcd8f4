"""The shipped example: three invented interviews and their codings, used by the demo and the tests."""
