# Every target sets up what it needs. A machine with Python 3.11, make and git is enough.
SHELL := /bin/bash
PY := .venv/bin/python

.PHONY: help vis rediger test test-kontor benk sjekk format las

help: ## Show what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

vis: .venv/.kjor ## Set up, build and serve the Telemark site on http://127.0.0.1:8000/
	$(PY) -m avtaleverk vis

rediger: .venv/.kjor ## Edit the folder in the browser, at the address that is printed
	@tools/redigering
	$(PY) -m avtaleverk rediger

test: .venv/.test ## Set up, check style and types, and run every test
	@tools/chromium
	@tools/pango
	@tools/publisering
	@tools/redigering
	@tools/git-og-ssh
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -n auto -m 'not kontor'

test-kontor: .venv/.test ## Open every exported file in LibreOffice, which is installed where it is missing
	@tools/pango
	@tools/libreoffice
	AVTALEVERK_KONTOR=1 $(PY) -m pytest -m kontor

benk: .venv/.test ## Measure the build and the search against MkDocs with Material, the redline against lxml, and Word and PDF against pandoc
	@status=0; for what in bygg rodmerking sok sok_stor kontor; do $(PY) benchmarks/$$what.py || status=1; done; exit $$status

sjekk: .venv/.kjor ## Check the content of this folder
	$(PY) -m avtaleverk sjekk

format: .venv/.test ## Format the code and fix what can be fixed
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

las: ## Lock the dependencies anew, with hashes and without any index address
	tools/las

.venv/.kjor: requirements/kjor.txt pyproject.toml tools/oppsett
	tools/oppsett requirements/kjor.txt
	@touch $@

.venv/.test: requirements/test.txt pyproject.toml tools/oppsett
	tools/oppsett requirements/test.txt
	@touch $@ .venv/.kjor
