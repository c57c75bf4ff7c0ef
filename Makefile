# One line each; the work is in Scripts/.
.NOTPARALLEL:
.PHONY: run replay test check full lint format install bench bench-tracking bench-masking tamper days map

# A demonstration centre on this machine: broker, server and simulator; Ctrl-C stops all of it. SPEED=10 runs faster.
run:
	@Scripts/run run

# The flat of the ionis recordings: a real walk through the real rooms, on the board.
replay:
	@Scripts/run replay

# make test [FILTER=StayTests]: installs what is missing, lints, builds, runs the tests; without a filter also
# those of the whole server as a process, and those in a browser.
test: install lint
	@Scripts/test "$(FILTER)"
	@[ -n "$(FILTER)" ] || Scripts/process-test
	@[ -n "$(FILTER)" ] || Scripts/days 1 2
	@[ -n "$(FILTER)" ] || Scripts/browser-test

# What a change must pass: the same, without a filter and without installing.
check: lint
	@Scripts/test
	@Scripts/process-test
	@Scripts/days 1 2
	@Scripts/browser-test

# What takes longer: seeds 1 to 20, 10,000 flipped bits, 200 kills, 50,000 answers, two hours through three processes, 10
# million damaged lines.
full: install
	@Scripts/days 1 20
	@FULL=1 Scripts/test "FlipTests|ErasureTests"
	@FULL=1 Scripts/process-test
	@FULL=1 Scripts/browser-test
	@Scripts/fuzz

# Copies a centre's data, alters one arrival in the copy, and shows that verify names it.
tamper: install
	@swift build --configuration release --product ringfence
	@Scripts/tamper

lint:
	@Scripts/lint

format:
	@swift format --in-place --parallel --configuration .swift-format --recursive Sources Tests

install:
	@Scripts/install

# Simulated shifts of eight hours against the truth, seeds 1 to 20; the tests do the first two.
days: install
	@Scripts/days 1 20

# How fast it is beside raw limits: make bench [PARTS="frames verify"].
bench: install
	@Scripts/bench $(PARTS)

# The room filter against real recordings, each run with the map of the others.
bench-tracking: install
	@swift build --configuration release --product ringfence
	@Scripts/bench-tracking

# One dead base station per kind of room in the simulated centre, with and without masking its silence.
bench-masking: install
	@Scripts/bench-masking

# The map of the reference centre's radio, from a simulated calibration walk; after a change of its plan.
map: install
	@swift build --configuration release --product ringfence
	@Scripts/map
