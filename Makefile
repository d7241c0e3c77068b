# The two commands: make run, make test. Each installs what the machine lacks and ends with one line that says what it found.
# no_animations: a cursor that fades paints the whole window thirty times a second where the graphics card is software.
TAGS  = -tags x11,migrated_fynedo,no_animations
BIN   = out/bin
# SQLite counts each byte it holds, under a lock, unless it is told not to; nobody asks for the count (sqlite.org/compile.html).
export CGO_CFLAGS = -O2 -g -DSQLITE_DEFAULT_MEMSTATUS=0
SUDO  = $(shell test "$$(id -u)" = 0 || echo sudo)

# What Debian must have: to build Fyne, to show and click a screen that nobody sits at, to read slips and pages back.
BUILD_PACKAGES = gcc pkg-config libgl1-mesa-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev
STAGE_PACKAGES = xvfb xdotool imagemagick zbar-tools chromium libgl1-mesa-dri espeak-ng x11-xserver-utils
PAPER_PACKAGES = tesseract-ocr tesseract-ocr-vie poppler-utils
STORE_PACKAGES = postgresql

.PHONY: run test check visit walk build build-central lint packages screens bench-kiosk bench-print bench-search bench-central bench-fanout print-faults crash attack sim fuzz powerloss forms dist clean

## run: central, a kiosk, a counter, a rating screen and a simulated printer; without a display, one visit in pictures
run: build
	$(BIN)/e2e -bin $(BIN)

## visit: one visit with real clicks on real processes; pictures in out/visit
visit: build
	$(BIN)/e2e -bin $(BIN) -visit

## walk: officers, citizens, ratings and the technician on real programs, with the mouse and with keys; every screen hidden for two minutes; what screens
## claim while central and printers fail; a locked desk; 2,000 random inputs each at kiosk and counter. Half an hour; it needs a quiet machine.
## PARTS=officer,citizen,rating,technician,hidden,truth,lock,storm walks some of it (paths: the first four), SEED=7 storms as the walk that told that seed
walk: build
	$(BIN)/e2e -bin $(BIN) -out out/walk -walk $(if $(PARTS),-walk-parts $(PARTS)) $(if $(SEED),-seed $(SEED))

## test: all tests: with the race detector where goroutines meet, and without it elsewhere, those of storage on a throw-away PostgreSQL too; then real processes
# Which packages those are, .ci/packages tells by their code. Where one goroutine does everything, the race detector makes a test seven times as long and finds
# nothing; so do files that say !race in the other packages, which draw screens, look at pages in a browser or search the catalogue, and are tested without it too.
# The programs are built first, and clicked on last and alone: such a test has no time to compile Fyne as well, or to wait for others. Three halls at a
# time: each waits for hands, printers and clocks half of its time; so do three packages under the race detector. Pictures of screens are large; the limit has
# Go collect them sooner. Vet is what `make lint` runs, on all files at once.
CALM  = GOMEMLIMIT=2500MiB .ci/with-postgres go test -vet=off -timeout 15m $(TAGS)
DRAWN = $(shell grep -l '^//go:build !race' $(addsuffix /*_test.go,$(shell .ci/packages drawn)))
test: build
	CGO_ENABLED=1 .ci/with-postgres go test -race -vet=off -p 3 -timeout 25m $(TAGS) $$(.ci/packages met)
	$(CALM) $$(.ci/packages alone)
	$(CALM) -run "^($$(sed -n 's/^func \(Test[^(]*\).*/\1/p' $(DRAWN) | paste -sd '|'))$$" $$(.ci/packages drawn)
	go test -vet=off -timeout 15m -parallel 3 $(TAGS) ./internal/e2e -programs $(CURDIR)/$(BIN)
	@echo "test ok"

build: packages
	@mkdir -p $(BIN)
	go build $(TAGS) -o $(BIN)/ ./central ./kiosk ./counter ./drivers/simulator/printersim ./internal/e2e ./kiosk/bare

## dist: Debian packages of central, kiosk and counter, in dist
VERSION = $(shell sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
dist: packages
	@mkdir -p dist/bin
	go build $(TAGS) -trimpath -ldflags '-s -w -X motcua/internal/program.Version=$(VERSION)' -o dist/bin/ ./central ./kiosk ./counter
	@for program in central kiosk counter; do \
		VERSION=$(VERSION) go run github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.45.2 package -f $$program/install/nfpm.yaml -p deb -t dist/ || exit 1; done
	@echo "dist: $$(ls dist/*_$(VERSION)*.deb | wc -l) packages of version $(VERSION) in dist"

## lint: gofmt, vet, staticcheck, and go.mod as `go mod tidy` would write it
lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "lint: the files above are not gofmt-clean"; exit 1; }
	go mod tidy -diff
	go vet $(TAGS) ./...
	go tool staticcheck $(TAGS) ./...
	@echo "lint ok"

## check: lint, and the tests that need no screen, no processes and nothing installed: the answer while one works, in a minute
# Left out, and run by make test: what draws screens (kiosk, counter, ui), what starts programs and browsers (e2e, browser, central and
# the programs below it, journal and watchdog, which kill), what prints at a printer's pace (escpos, spool, simulator, serialport), and sheet,
# whose pages pdftotext reads back.
SLOW = kiosk|kiosk/(bare|flow)|counter/screens|central/(server|test)(/.*)?|drivers/(escpos|spool|simulator|serialport)(/.*)?|internal/(ui|e2e|browser|journal|watchdog|sheet)(/.*)?
check: lint
	go test $(TAGS) $$(go list $(TAGS) ./... | grep -vE '^motcua/($(SLOW))$$')
	@echo "check ok"

## screens: a picture of every screen, upright and wide, in each mode and language, in out/screens
screens: packages
	@rm -rf out/screens && mkdir -p out/screens $(BIN)
	go test -c -o $(BIN)/ $(TAGS) ./counter/screens ./kiosk/flow
	cd counter/screens && ../../$(BIN)/screens.test -screens $(CURDIR)/out/screens
	cd kiosk/flow && ../../$(BIN)/flow.test -test.timeout 30m -test.run 'TestEveryProcedureFits|TestEveryScreenInEveryModeFits' -every 1 -screens $(CURDIR)/out/screens

## bench-kiosk: touch to picture, the idle processor, the start, the memory after 1,000 visits, by real touches on a real kiosk; ten minutes. PARTS=bare,touch measures less
bench-kiosk: build
	$(BIN)/e2e -bin $(BIN) -out out/bench-kiosk -bench-kiosk $(if $(PARTS),-parts $(PARTS))

## bench-print: the measured ticket on every kind of printer, in bytes, seconds and ratios
bench-print:
	go run ./drivers/escpos/benchprint

## bench-search: 200 everyday questions, letter by letter, over the national catalogue; frozen_ is of questions that nobody tunes on, and refused_nonprocedures of what is none
bench-search:
	GOMAXPROCS=1 go test -run '^$$' -bench Search -benchtime 9x ./internal/procedure

## print-faults: each fault at each 64th byte of a slip, on each profile
print-faults:
	@mkdir -p $(BIN)
	go test -run MishapsOnEvery ./drivers/escpos -step 449
	go test -c -o $(BIN)/print-faults ./drivers/spool
	$(BIN)/print-faults -test.run FaultMatrix -step 64

## forms: every official form and fee receipt, filled in, as PDF and PNG in out/forms
forms: packages
	go run ./internal/sheet/forms -out out/forms

## bench-central: numbers given and people called as multiples of what the disk syncs, on SQLite and PostgreSQL; catching up; history
bench-central: build-central
	.ci/with-postgres $(BIN)/bench -central $(BIN)/central

## bench-fanout: how soon a call reaches boards and phones while 200 boards, 400 devices and 2,000 phones follow one central and 50 numbers a second are
## given; what a phone costs it in memory, and its holder in bytes. All of it, and who asks, on the same machine; four minutes. SHAPE="-phones 200 -boards 20" measures less
bench-fanout: build-central
	$(BIN)/bench -central $(BIN)/central -fanout $(SHAPE)

## crash: central and devices killed N times while they work; what was promised and is gone, what was given twice
N = 500
crash: build-central
	$(BIN)/crash -central $(BIN)/central -kills $(N)

## attack: what a stolen box, a stranger and a crowd could do to central, done to a real one; what is left that works is in SECURITY.md
attack: build-central
	$(BIN)/attack -central $(BIN)/central

## sim: SEEDS mornings of a whole hall, each drawn from one seed, held to what is promised; SEED=123 replays one and says all that happens
SEEDS = 2000
sim:
	@mkdir -p $(BIN)
	go test -c -o $(BIN)/sim ./central/test/sim
	GOGC=400 $(BIN)/sim -test.run 'TestSimulation$$' -test.timeout 0 $(if $(SEED),-sim.seed $(SEED),-sim.seeds $(SEEDS))

## fuzz: bodies of every kind of event, RICH seconds for each of the ten kinds with most members and OTHERS for each other one, one at a time
# Go calls it a failure when the time is over in the middle of a try (golang.org/issue/75804): that alone is none.
RICH   = 60
OTHERS = $(RICH)
fuzz:
	@mkdir -p $(BIN)
	go test -c -fuzz FuzzKind -o $(BIN)/fuzz ./internal/gate
	@cd internal/gate && n=0 broken=0; for kind in $$($(CURDIR)/$(BIN)/fuzz -test.run TestEveryKindIsFuzzed -kinds | sed -n 's/^kind //p'); do \
		n=$$((n+1)); seconds=$(RICH); test $$n -le 10 || seconds=$(OTHERS); \
		FUZZ_KIND=$$kind $(CURDIR)/$(BIN)/fuzz -test.run '^$$' -test.fuzz FuzzKind -test.fuzztime $${seconds}s -test.fuzzminimizetime 20x -test.parallel 1 \
			-test.fuzzcachedir $(CURDIR)/out/fuzz/$$kind > $(CURDIR)/out/fuzz.log 2>&1 || grep -q '^ *context deadline exceeded' $(CURDIR)/out/fuzz.log || { broken=$$((broken+1)); cat $(CURDIR)/out/fuzz.log; }; \
		echo "fuzz: $$kind $${seconds}s: $$(grep -o 'execs: [0-9]*' $(CURDIR)/out/fuzz.log | tail -1)"; \
	done; echo "fuzz: kinds=$$n seconds_each=$(RICH) of_the_others=$(OTHERS) broken=$$broken"; test $$broken = 0

## powerloss: the power of a disk cut under the journal, and under a control that must lose rows; needs root
powerloss: build-central
	$(SUDO) $(BIN)/powerloss

build-central: packages
	@mkdir -p $(BIN)
	go build -o $(BIN)/ ./central ./central/test/bench ./central/test/crash ./central/test/attack ./internal/journal/powerloss

# Asks dpkg first, so that a machine that has everything needs neither network nor sudo.
packages:
	@missing=$$(for p in $(BUILD_PACKAGES) $(STAGE_PACKAGES) $(PAPER_PACKAGES) $(STORE_PACKAGES); do \
		dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		echo "installing" $$missing; \
		$(SUDO) apt-get update -qq && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi

clean:
	rm -rf out dist
