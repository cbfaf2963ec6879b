# Every line needs Python and nothing else. More words for a command: make test ARGS="tests/test_voting.py -x"
START := python3 site/config/local/bootstrap.py

.PHONY: run test check bench lock
run: ; @$(START) run
test: ; @$(START) test $(ARGS)
check: ; @$(START) check
bench: ; @$(START) bench $(ARGS)
lock: ; @$(START) lock $(ARGS)
