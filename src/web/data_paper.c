/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* data_paper - see data_paper.h. */
#include "web/data_paper.h"

#include "format/json.h"

void paper_begin(struct paper *paper, struct buf *out, bool is_json)
{
	*paper = (struct paper){ .out = out, .is_json = is_json };
	if (is_json) buf_str(out, STR("{"));
}

static void end_item(struct paper *paper)
{
	if (!paper->in_item) return;
	buf_str(paper->out, paper->is_json ? STR("\n  }") : STR("\n"));
	paper->in_item = false;
}

static void end_section(struct paper *paper)
{
	if (!paper->in_section) return;
	end_item(paper);
	if (paper->is_json)
		buf_str(paper->out, paper->items ? STR("\n ]") : STR("]"));
	else if (paper->items == 0)
		buf_str(paper->out, STR("Nothing.\n\n"));
	paper->in_section = false;
}

void paper_section(struct paper *paper, const char *name, const char *title)
{
	end_section(paper);
	if (paper->is_json)
		buf_printf(paper->out, "%s\n \"%s\": [", paper->sections ? "," : "", name);
	else
		buf_printf(paper->out, "%s%s\n\n", paper->sections ? "\n" : "", title);
	paper->sections++;
	paper->items = 0;
	paper->in_section = true;
}

void paper_item(struct paper *paper)
{
	end_item(paper);
	if (paper->is_json) buf_str(paper->out, paper->items ? STR(",\n  {") : STR("\n  {"));
	paper->items++;
	paper->values = 0;
	paper->in_item = true;
}

void paper_value(struct paper *paper, const char *name, const char *label, struct str value)
{
	ASSERT(paper->in_item);
	if (value.n == 0) return;
	if (paper->is_json) {
		buf_printf(paper->out, "%s\n   \"%s\": ", paper->values ? "," : "", name);
		json_string(paper->out, value);
	} else {
		buf_printf(paper->out, "%s: ", label);
		buf_str(paper->out, value);
		buf_byte(paper->out, '\n');
	}
	paper->values++;
}

void paper_end(struct paper *paper)
{
	end_section(paper);
	if (paper->is_json) buf_str(paper->out, STR("\n}\n"));
}
