"""Ask people what they think of quotes before print: what is sent, what comes back, what blocks."""
