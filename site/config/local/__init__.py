"""The start on one machine: `make run` and `make test`, with a PostgreSQL of their own."""
