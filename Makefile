# Two commands are enough: `make site` builds the site, `make test` runs all tests. `make help` tells the rest.
# A site without some documents is a site: `make site` names them and goes on; `make site STRICT=1` publishes nothing.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
CONTENT ?= content
OUT ?= public
EARLIER ?= .cache/addresses.csv.gz
# Python compiles the project here, since it may not be allowed to later: a build then starts a second sooner.
COMPILE := $(BIN)/python -m compileall -q build.py fiscal parsers pipeline publish
SAID = $(if $(SUMMARY),--summary "$(SUMMARY)")

.PHONY: docs site test serve check verify init corpus cluster scheduler worker ocr benchmarks peers soak goldens lock clean help

site: $(VENV)/.site ## Build content/ into public/
	$(BIN)/python build.py --content "$(CONTENT)" --out "$(OUT)" $(SAID) \
		$(if $(BASE_URL),--base-url "$(BASE_URL)") $(if $(PARTS),--parts-address "$(PARTS)") \
		$(if $(wildcard $(EARLIER)),--earlier "$(EARLIER)") $(if $(STRICT),--strict,--lenient)

verify: $(VENV)/.site ## Check the finished site: links, data, addresses
	$(BIN)/python build.py verify "$(OUT)" $(SAID)

init: $(VENV)/.site ## Make a fork your own: take the samples away, write site.toml
	$(BIN)/python build.py init

test: $(VENV)/.dev ## Run all tests
	$(BIN)/python -m pytest -n auto

serve: $(VENV)/.site ## Build, show in a browser, build again on every change
	$(BIN)/python build.py serve --content "$(CONTENT)" --out "$(OUT)" --lenient

check: $(VENV)/.site ## Check the figures of content/ and print what does not add up
	$(BIN)/python build.py check --content "$(CONTENT)"

ocr: $(VENV)/.ocr ## Add the reader of scanned pages (about 200 MB)

cluster: $(VENV)/.cluster ## Add what builds on a cluster (Dask)

scheduler: $(VENV)/.cluster ## Start a scheduler: make scheduler PORT=8786
	$(BIN)/python -m distributed.cli.dask_scheduler --port $(or $(PORT),8786) --no-dashboard

worker: $(VENV)/.cluster ## Start a worker of a scheduler: make worker SCHEDULER=tcp://127.0.0.1:8786
	$(BIN)/python -m distributed.cli.dask_worker $(SCHEDULER) --no-nanny --no-dashboard --nthreads 1

corpus: $(VENV)/.site ## Write the report on a folder of documents: make corpus CONTENT=../documents
	$(BIN)/python -m benchmarks.corpus --content "$(CONTENT)"

benchmarks: $(VENV)/.dev ## Measure, as ratios against something run beside it: make benchmarks CONTENT=../documents
	for name in charts kill lists; do $(BIN)/python -m benchmarks.$$name || exit 1; done
	for name in pdf pool read checks mutation; do $(BIN)/python -m benchmarks.$$name "$(CONTENT)" || exit 1; done

peers: $(VENV)/.peers ## Build made documents beside others' programs: make peers CONTENT=../documents SIZES=10,100
	$(BIN)/python -m benchmarks.peers "$(CONTENT)" --sizes $(or $(SIZES),10,100,1000) --workers 50

soak: $(VENV)/.dev ## Run the whole pipeline on made documents: make soak MINUTES=60 SEED=1 CONTENT=../documents
	MINGZHANG_OCR=0 $(BIN)/python -m benchmarks.soak --minutes $(or $(MINUTES),10) --seed $(or $(SEED),0) --from "$(CONTENT)"

goldens: $(VENV)/.dev ## Write the expected sites of tests/sites anew, to be read before they are committed
	MINGZHANG_RENEW_GOLDENS=1 $(BIN)/python -m tests.pipeline.goldens

docs: $(VENV)/.site ## Write docs/domain.md anew from the tables and checks
	$(BIN)/python -m benchmarks.domain --write

lock: $(VENV)/.dev ## Lock the dependencies anew, with hashes
	$(PIP) uv
	for name in site dev ocr cluster peers; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.txt; done
	if command -v npm >/dev/null; then cd requirements/npm && npm install --package-lock-only --ignore-scripts && \
		node -e 'const fs = require("fs"), name = "package-lock.json", made = JSON.parse(fs.readFileSync(name)); for (const one of Object.values(made.packages)) delete one.funding; fs.writeFileSync(name, JSON.stringify(made, null, 2) + "\n")'; fi

$(VENV)/.cluster: requirements/cluster.txt | $(BIN)/python
	$(PIP) --require-hashes -r requirements/cluster.txt
	@touch $@

$(VENV)/.peers: requirements/peers.txt requirements/npm/package-lock.json $(VENV)/.dev
	-$(PIP) --require-hashes -r requirements/peers.txt
	-mkdir -p $(VENV)/peers && cp requirements/npm/*.json requirements/npm/.npmrc $(VENV)/peers/ && \
		npm ci --prefix $(VENV)/peers --ignore-scripts --silent
	@touch $@

clean: ## Remove what can be made again
	rm -rf $(VENV) .cache public public.parts

help: ## Show this
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/'

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements/site.txt | $(BIN)/python
	$(PIP) --require-hashes -r requirements/site.txt
	$(COMPILE)
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/site.txt | $(BIN)/python
	$(PIP) --require-hashes -r requirements/dev.txt
	$(COMPILE)
	@touch $@ $(VENV)/.site

$(VENV)/.ocr: requirements/ocr.txt | $(BIN)/python
	$(PIP) --require-hashes -r requirements/ocr.txt
	@touch $@
