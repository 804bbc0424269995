# Setwise. `make` leaves the program at build/setwise; `make help` lists the rest.
#
# MODE is release (default), asan (address and undefined behaviour) or tsan (threads); CC is gcc or
# clang.  Each pair has a folder of its own below $(B), so they live side by side.

B    ?= build
MODE ?= release
CC   := $(if $(filter default,$(origin CC)),gcc,$(CC))
O    := $(B)/$(MODE)-$(notdir $(CC))
GEN  := $(B)/gen

LAYERS := base domain format db net live store app web jobs main
PACKAGES := libevent_core libevent_extra libevent_pthreads sqlite3 libpq libsodium gmime-3.0 libcurl md4c md4c-html libbrotlienc
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) | sed 's/-I/-isystem /g')
PACKAGE_LIBS   := $(shell pkg-config --libs $(PACKAGES)) -linih -lm -pthread

WARN := -Wall -Wextra -Werror -Wshadow -Wconversion -Wsign-conversion -Wswitch-enum \
        -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Wcast-qual -Wwrite-strings
SAFE := -fstack-protector-strong -fno-common
FLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fPIE
FAST_release  := -O3
FLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_tsan    := -O1 -g -fsanitize=thread -fno-omit-frame-pointer
LINK_release  := -pie -Wl,-z,relro,-z,now
LINK_asan     := -fsanitize=address,undefined
LINK_tsan     := -fsanitize=thread

CFLAGS_ALL := -std=c17 -D_GNU_SOURCE -MMD -MP $(WARN) $(SAFE) $(FLAGS_$(MODE)) \
              -include src/base/banned.h -Isrc -I$(GEN) -I. $(PACKAGE_CFLAGS) $(CFLAGS)

# `make V=1` shows whole commands.
Q := $(if $(V),,@)

all: $(B)/setwise

$(B)/setwise: $(O)/setwise
	@ln -sf $(abspath $<) $@

# ---- what the small compilers make -------------------------------------------------------------
# sqlgen, tmplgen, embed and phrasegen are built plainly (gcc, no sanitizer) with the same warnings.

TOOLS := sqlgen tmplgen embed phrasegen
TOOL_OBJ := $(patsubst src/%.c,$(B)/tools/obj/%.o,$(wildcard src/base/*.c))
TOOL_FLAGS := -std=c17 -D_GNU_SOURCE -MMD -MP -O1 -g $(WARN) -include src/base/banned.h -Isrc -I. $(PACKAGE_CFLAGS)

$(B)/tools/obj/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  tool $<"
	$(Q)gcc $(TOOL_FLAGS) -c $< -o $@
# A tool is tools/NAME.c and the parts tools/NAME_*.c.
.SECONDEXPANSION:
$(addprefix $(B)/tools/,$(TOOLS)): $(B)/tools/%: tools/%.c $$(wildcard tools/%_*.c) $$(wildcard tools/%*.h) $(TOOL_OBJ)
	@mkdir -p $(@D)
	@echo "  tool $@"
	$(Q)gcc $(TOOL_FLAGS) -o $@ $(filter %.c,$^) $(TOOL_OBJ) -lsodium -lm -pthread

QUERIES   := $(wildcard sql/queries/*.sql)
TEMPLATES := $(shell find templates -name '*.html' -o -name '*.txt' 2>/dev/null)
EMBEDDED  := $(shell find static content sql/migrations sql/schema.sql -type f 2>/dev/null)

$(GEN)/sql.stamp: $(B)/tools/sqlgen sql/schema.sql $(QUERIES)
	@mkdir -p $(GEN)/sql
	$(B)/tools/sqlgen sql/schema.sql sql/queries $(GEN)/sql
	@touch $@
$(GEN)/html.stamp: $(B)/tools/tmplgen $(TEMPLATES)
	@mkdir -p $(GEN)/html
	$(B)/tools/tmplgen templates $(GEN)/html
	@touch $@
$(GEN)/embed.stamp: $(B)/tools/embed $(EMBEDDED)
	@mkdir -p $(GEN)/embed
	$(B)/tools/embed $(GEN)/embed $(wildcard static content sql/migrations sql/schema.sql)
	@touch $@
$(GEN)/question/table.inc: $(B)/tools/phrasegen content/questions/phrases.txt content/questions/hints.txt
	@mkdir -p $(@D)
	$(B)/tools/phrasegen content/questions/phrases.txt content/questions/hints.txt $@
gen: $(GEN)/sql.stamp $(GEN)/html.stamp $(GEN)/embed.stamp $(GEN)/question/table.inc

# One generated .c for each query file (sql/person.c) and each folder of templates (html/person.c).
SQL_C   := $(patsubst sql/queries/%.sql,$(GEN)/sql/%.c,$(QUERIES)) $(GEN)/sql/all.c
HTML_C  := $(sort $(foreach t,$(TEMPLATES),$(GEN)/html/$(or $(filter-out templates,$(notdir $(patsubst %/,%,$(dir $(t))))),page).c))
EMBED_C := $(GEN)/embed/files.c
$(SQL_C): $(GEN)/sql.stamp ;
$(HTML_C): $(GEN)/html.stamp ;
$(EMBED_C): $(GEN)/embed.stamp ;

# ---- layers --------------------------------------------------------------------------------------

src_of = $(wildcard src/$(1)/*.c)
obj_of = $(patsubst src/%.c,$(O)/src/%.o,$(call src_of,$(1)))
SQL_O   := $(patsubst $(GEN)/%.c,$(O)/gen/%.o,$(SQL_C))
HTML_O  := $(patsubst $(GEN)/%.c,$(O)/gen/%.o,$(HTML_C))
EMBED_O := $(patsubst $(GEN)/%.c,$(O)/gen/%.o,$(EMBED_C))

$(O)/src/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  $(CC) $(MODE) $<"
	$(Q)$(CC) $(CFLAGS_ALL) -c $< -o $@
# The engines' inner loops are short and worth unrolling.
$(O)/src/domain/question_%.o $(O)/src/domain/plan_%.o: CFLAGS_ALL += $(FAST_$(MODE))
# What forms sets of applicants reckons mix with fractions: each operation is rounded by itself, so
# that no compiler melts two into one that gives other sets.
$(O)/src/domain/form_%.o: CFLAGS_ALL += -ffp-contract=off
$(O)/gen/%.o: $(GEN)/%.c
	@mkdir -p $(@D)
	@echo "  $(CC) $(MODE) $<"
	$(Q)$(CC) $(CFLAGS_ALL) -c $< -o $@
# What includes generated headers waits for them.
$(O)/src/domain/question_table.o: | $(GEN)/question/table.inc
$(call obj_of,store) $(SQL_O): | $(GEN)/sql.stamp
$(call obj_of,web) $(call obj_of,jobs) $(HTML_O): | $(GEN)/html.stamp
$(foreach l,db store app web jobs main,$(call obj_of,$(l))) $(EMBED_O): | $(GEN)/embed.stamp

# The objects a program of each layer links: its own and all below (src/LAYERS).
OBJ_base   := $(call obj_of,base)
OBJ_domain := $(OBJ_base) $(call obj_of,domain)
OBJ_format := $(OBJ_base) $(call obj_of,format)
OBJ_db     := $(OBJ_base) $(call obj_of,db) $(EMBED_O)
OBJ_net    := $(OBJ_base) $(call obj_of,net)
OBJ_live   := $(OBJ_net) $(call obj_of,live)
OBJ_store  := $(OBJ_db) $(call obj_of,domain) $(call obj_of,store) $(SQL_O)
OBJ_app    := $(OBJ_store) $(call obj_of,app)
OBJ_web    := $(OBJ_app) $(call obj_of,format) $(call obj_of,net) $(call obj_of,live) $(call obj_of,web) $(HTML_O)
OBJ_jobs   := $(OBJ_app) $(call obj_of,format) $(call obj_of,net) $(call obj_of,jobs) $(HTML_O) $(call obj_of,web) $(call obj_of,live)
OBJ_main   := $(OBJ_web) $(call obj_of,jobs) $(filter-out $(O)/src/main/setwise.o,$(call obj_of,main))
OBJ_tools  := $(OBJ_base)
OBJ_flows  := $(OBJ_main)
OBJ_faults := $(OBJ_main)
OBJ_bench  := $(OBJ_main)

$(O)/setwise: $(OBJ_main) $(O)/src/main/setwise.o
	@echo "  link $(MODE) $@"
	$(Q)$(CC) $(LINK_$(MODE)) -o $@ $^ $(PACKAGE_LIBS)

# ---- tests ---------------------------------------------------------------------------------------
# tests/LAYER/NOUN_test.c is one program (cmocka).  tests/LAYER/support*.c is linked into each of
# that layer, tests/support/*.c into those that use it.  `make test-db` runs one layer.

TEST_LAYERS := base domain format db net live store app web jobs main tools flows
test_src   = $(wildcard tests/$(1)/*_test.c)
test_bin   = $(patsubst tests/%.c,$(O)/tests/%,$(call test_src,$(1)))
$(O)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	@echo "  $(CC) $(MODE) $<"
	$(Q)$(CC) $(CFLAGS_ALL) -Itests -c $< -o $@
$(patsubst tests/%.c,$(O)/tests/%.o,$(wildcard tests/*/*.c)): | gen

# An archive: a test links those parts that it uses, so that support may know layers above.
$(O)/tests/support.a: $(patsubst tests/%.c,$(O)/tests/%.o,$(wildcard tests/support/*.c))
	@rm -f $@
	$(Q)ar rcs $@ $^

define TEST_LAYER
$(call test_bin,$(1)): $(O)/tests/%: $(O)/tests/%.o $(patsubst tests/%.c,$(O)/tests/%.o,$(wildcard tests/$(1)/support*.c)) $(O)/tests/support.a $$(OBJ_$(1))
	@echo "  link $(MODE) $$(notdir $$@)"
	$(Q)$(CC) $(LINK_$(MODE)) -o $$@ $$^ -lcmocka -lbrotlidec $(PACKAGE_LIBS)
.PHONY: test-$(1) build-test-$(1)
build-test-$(1): $(call test_bin,$(1))
test-$(1): build-test-$(1)
	@tools/run-tests.sh $(call test_bin,$(1))
endef
$(foreach l,$(TEST_LAYERS),$(eval $(call TEST_LAYER,$(l))))
$(foreach t,$(TOOLS),$(eval $(call test_bin,tools): | $(B)/tools/$(t)))

build-tests: $(foreach l,$(TEST_LAYERS),$(call test_bin,$(l)))
test: build-tests
	@tools/run-tests.sh $(foreach l,$(TEST_LAYERS),$(call test_bin,$(l)))

# Benches: tests/bench/NAME_bench.c, each prints figures.  `make bench` runs all, `make bench-NAME` one.
bench_bin = $(patsubst tests/%.c,$(O)/tests/%,$(wildcard tests/bench/*_bench.c))
$(bench_bin): $(O)/tests/%: $(O)/tests/%.o $(patsubst tests/%.c,$(O)/tests/%.o,$(wildcard tests/bench/support*.c)) $(O)/tests/support.a $(OBJ_bench)
	@echo "  link $(MODE) $(notdir $@)"
	$(Q)$(CC) $(LINK_$(MODE)) -o $@ $^ $(PACKAGE_LIBS)
bench_all = $(patsubst tests/bench/%_bench.c,bench-%,$(wildcard tests/bench/*_bench.c))
ARGS_template := $(B)/tools/tmplgen .
$(bench_all): bench-%: $(O)/tests/bench/%_bench
	@$< $(ARGS_$*)
bench: $(bench_all)
# What is put before a program: tests/bench/preload_NAME.c.
preload = $(patsubst tests/%.c,$(O)/tests/%.so,$(wildcard tests/bench/preload_*.c))
$(preload): $(O)/tests/%.so: tests/%.c
	@mkdir -p $(@D)
	@echo "  link $(MODE) $(notdir $@)"
	$(Q)$(CC) $(filter-out -fPIE,$(CFLAGS_ALL)) -fPIC -shared -o $@ $< -ldl -pthread
build-bench: $(bench_bin) $(preload)

# Fuzzers: tests/fuzz/NAME_fuzz.c, clang's libFuzzer; corpora in tests/fuzz/corpus/NAME.
# `make fuzz SECONDS=60`; as ordinary tests the corpora are run once (SECONDS=0).
SECONDS ?= 60
FUZZ_LAYER_default := web
fuzz_bin = $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c))
FUZZ_FLAGS := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
$(B)/fuzz/obj/%.o: %.c | gen
	@mkdir -p $(@D)
	@echo "  fuzz $<"
	$(Q)clang -std=c17 -D_GNU_SOURCE -MMD -MP $(WARN) $(FUZZ_FLAGS) -include src/base/banned.h -Isrc -I$(GEN) -I. -Itests $(PACKAGE_CFLAGS) -c $< -o $@
FUZZ_LIB := $(patsubst %.c,$(B)/fuzz/obj/%.o,$(foreach l,base domain format db net store app,$(call src_of,$(l))) $(addprefix src/web/,request.c form.c cookie.c reply.c) src/main/plan_table.c $(wildcard src/main/plan_folder*.c) $(SQL_C) $(EMBED_C)) 
FUZZ_TOOLS := $(patsubst %.c,$(B)/fuzz/obj/%.o,$(filter-out $(addprefix tools/,$(addsuffix .c,$(TOOLS))),$(wildcard tools/*_*.c)))
$(B)/fuzz/lib.a: $(FUZZ_LIB) $(FUZZ_TOOLS)
	$(Q)rm -f $@ && ar rcs $@ $^
$(fuzz_bin): $(B)/fuzz/%: $(B)/fuzz/obj/tests/fuzz/%.o $(B)/fuzz/lib.a
	$(Q)clang -fsanitize=fuzzer,address,undefined -o $@ $^ $(PACKAGE_LIBS)
build-fuzz: $(fuzz_bin)
fuzz: build-fuzz
	@tools/run-fuzzers.sh $(SECONDS) $(fuzz_bin)

# ---- assets (need Node; outputs are committed) -----------------------------------------------------
assets:
	npm ci --ignore-scripts
	node ui/build.mjs

# ---- checks ----------------------------------------------------------------------------------------
check:
	tools/layers.sh
	tools/sizes.sh

run: all
	$(B)/setwise demo

clean:
	rm -rf $(B)

help:
	@echo "make            the program, build/setwise"
	@echo "make run        the demo at http://127.0.0.1:8080"
	@echo "make test       every C test (MODE=asan, MODE=tsan, CC=clang choose how)"
	@echo "make test-db    the tests of one layer: $(TEST_LAYERS)"
	@echo "make fuzz SECONDS=60"
	@echo "make bench"
	@echo "make check      layers and sizes"
	@echo "make assets     stylesheet, scripts and fonts, from ui/ into static/"

.PHONY: all gen build-tests test bench $(bench_all) build-bench build-fuzz fuzz assets check run clean help
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
