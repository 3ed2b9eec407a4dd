#include "paper.h"

#include <string.h>

#include "template_token.h"

#define BLOCKS_MAX 16

/* One directive that writes a piece. */
static const struct {
	const char *word;
	const char *kind;
	int level;
} pieces[] = {
	{"red", "PIECE_RED", 0}, {"letter", "PIECE_LETTER", 0}, {"annex", "PIECE_ANNEX", 0},
	{"title", "PIECE_TITLE", 0}, {"subtitle", "PIECE_SUBTITLE", 0}, {"to", "PIECE_TO", 0},
	{"text", "PIECE_TEXT", 0}, {"cue", "PIECE_CUE", 0}, {"plain", "PIECE_PLAIN", 0},
	{"1", "PIECE_HEADING", 1}, {"2", "PIECE_HEADING", 2}, {"3", "PIECE_HEADING", 3}, {"4", "PIECE_HEADING", 4},
	{"head", "PIECE_HEAD", 0}, {"row", "PIECE_ROW", 0}, {"attachment", "PIECE_ATTACHMENT", 0},
	{"article", "PIECE_ARTICLE", 0}, {"sign", "PIECE_SIGNATURE", 0}, {"signers", "PIECE_SIGNERS", 0}, {"note", "PIECE_NOTE", 0},
	{"copy", "PIECE_COPY", 0}, {"issued", "PIECE_ISSUED", 0}, {"break", "PIECE_BREAK", 0},
};

static const struct {
	const char *word;
	const char *bit;
} styles[] = {
	{"large", "TABLE_LARGE"}, {"small", "TABLE_SMALL"}, {"plain", "TABLE_PLAIN"}, {"equal", "TABLE_EQUAL"},
};

/* Verbs before a field, and what writes it. */
static const struct {
	const char *word;
	const char *function;
} verbs[] = {{"date", "document_put_day"}, {"hanzi", "document_put_hanzi"}};

enum section { SECTION_BOTH, SECTION_ZH, SECTION_EN };

struct block {
	size_t at;
	bool loop;
	struct span variable;
	enum section section;
};

struct compiler {
	const struct source *source;
	struct output *output;
	struct buf *errors;
	struct block blocks[BLOCKS_MAX];
	size_t depth;
	enum section section;
	bool in_paper;
	bool in_piece;      /* text may go on with a piece above */
	bool has_text;      /* something of its text was written */
	int tall;           /* least height of the rows that follow; 0: the table's own */
};

static bool
error(struct compiler *c, size_t at, const char *why)
{
	source_error(c->source, at, c->errors, "%s", why);
	return false;
}

/* So that the C compiler's messages name the template's line. */
static void
line_of(struct compiler *c, size_t at)
{
	buf_printf(&c->output->code, "#line %d ", source_line(c->source, at));
	c_quote(c->source->name, strlen(c->source->name), &c->output->code);
	buf_putc(&c->output->code, '\n');
}

static bool
is_lower(char byte)
{
	return (byte >= 'a' && byte <= 'z') || byte == '_';
}

static bool
in_word(char byte)
{
	return is_lower(byte) || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

static size_t
word_length(struct span span)
{
	size_t len = 0;

	while (len < span.len && in_word(span.text[len]))
		len++;
	return len;
}

static bool
is_variable(const struct compiler *c, struct span word)
{
	for (size_t i = 0; i < c->depth; i++)
		if (c->blocks[i].loop && c->blocks[i].variable.len == word.len &&
		    memcmp(c->blocks[i].variable.text, word.text, word.len) == 0)
			return true;
	return false;
}

/* "contest.seats" as C: an element's field, or one of the facts. */
static bool
put_path(struct compiler *c, struct span path)
{
	size_t first = word_length(path);

	if (first == 0 || !is_lower(*path.text))
		return error(c, path.at, "the name of a field is wanted, in lower case");
	for (size_t i = 0; i < path.len; i++)
		if (!in_word(path.text[i]) && path.text[i] != '.')
			return error(c, path.at + i, "a field's name has letters, digits, '_' and '.' alone");
	if (!is_variable(c, span_upto(path, first)))
		buf_printf(&c->output->code, "p->%.*s", (int)path.len, path.text);
	else if (first == path.len)
		buf_printf(&c->output->code, "(*%.*s)", (int)path.len, path.text);
	else
		buf_printf(&c->output->code, "%.*s->%.*s", (int)first, path.text, (int)(path.len - first - 1),
		           path.text + first + 1);
	return true;
}

/* A condition: fields, constants, numbers, and, or, not and the comparisons of C. */
static bool
put_condition(struct compiler *c, struct span condition)
{
	static const struct { const char *word; const char *c; } words[] = {{"and", "&&"}, {"or", "||"}, {"not", "!"}};
	struct buf *code = &c->output->code;

	if (condition.len == 0)
		return error(c, condition.at, "a condition is wanted");
	while (condition.len > 0) {
		size_t len = word_length(condition), w = 0;
		struct span word = span_upto(condition, len);

		while (len > 0 && w < sizeof words / sizeof *words && !span_is(word, words[w].word))
			w++;
		if (len == 0) {
			if (!strchr("=!<>()+-*% ", *condition.text))
				return error(c, condition.at, "a character that conditions do not have");
			buf_putc(code, *condition.text);
			len = 1;
		} else if (w < sizeof words / sizeof *words) {
			buf_puts(code, words[w].c);
		} else if (is_lower(*word.text)) {
			while (len < condition.len && (in_word(condition.text[len]) || condition.text[len] == '.'))
				len++;
			if (!put_path(c, span_upto(condition, len)))
				return false;
		} else {
			buf_add(code, word.text, word.len);
		}
		condition.text += len;
		condition.len -= len;
		condition.at += len;
	}
	return true;
}

/* ---- texts ---- */

/* {join supervisors.name} */
static bool
put_join(struct compiler *c, struct span path)
{
	struct buf *code = &c->output->code;
	size_t dot = path.len;
	struct span list;

	while (dot > 0 && path.text[dot - 1] != '.')
		dot--;
	if (dot == 0)
		return error(c, path.at, "join wants a list and a field of its elements");
	list = span_upto(path, dot - 1);
	buf_puts(code, "for (size_t j_ = 0; j_ < ");
	if (!put_path(c, list))
		return false;
	buf_puts(code, ".count; j_++) { if (j_ > 0) document_put_comma(d); document_put_any(d, ");
	put_path(c, list);
	buf_printf(code, ".items[j_].%.*s); }\n", (int)(path.len - dot), path.text + dot);
	/* A list that nobody stands on yet is a line to write on. */
	buf_puts(code, "if (");
	put_path(c, list);
	buf_puts(code, ".count == 0) document_put(d, NULL);\n");
	return true;
}

static bool
put_value(struct compiler *c, struct span value)
{
	struct buf *code = &c->output->code;
	struct span rest;

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (span_keyword(value, verbs[i].word, &rest)) {
			buf_printf(code, "%s(d, ", verbs[i].function);
			if (!put_path(c, rest))
				return false;
			buf_puts(code, ");\n");
			return true;
		}
	if (span_keyword(value, "join", &rest))
		return put_join(c, rest);
	if (span_keyword(value, "blank", &rest)) {
		buf_puts(code, "document_put_blank(d, ");
		buf_add(code, rest.text, rest.len);
		buf_puts(code, ");\n");
		return true;
	}
	if (value.len > 1 && *value.text == '#') {
		rest = span_from(value, 1);
		if (!is_variable(c, rest))
			return error(c, rest.at, "# stands before the name of a loop's element");
		buf_printf(code, "document_put_size(d, i_%.*s + 1);\n", (int)rest.len, rest.text);
		return true;
	}
	buf_puts(code, "document_put_any(d, ");
	if (!put_path(c, value))
		return false;
	buf_puts(code, ");\n");
	return true;
}

static void
put_literal(struct compiler *c, const char *text, size_t len)
{
	if (len == 0)
		return;
	buf_puts(&c->output->code, "document_put(d, ");
	c_quote(text, len, &c->output->code);
	buf_puts(&c->output->code, ");\n");
}

/* The bytes up to the next field or cell; "{" begins the one, " | " parts the others. */
static size_t
literal_length(struct span text, bool begins)
{
	if (begins && text.len > 1 && memcmp(text.text, "| ", 2) == 0)
		return 0;
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] == '{' || (i > 0 && i + 1 < text.len && memcmp(text.text + i - 1, " | ", 3) == 0))
			return text.text[i] == '{' ? i : i - 1;
	return text.len;
}

static bool
put_text(struct compiler *c, struct span text)
{
	line_of(c, text.at);
	if (c->has_text && c->section == SECTION_EN && text.len > 0)
		put_literal(c, " ", 1);
	for (bool begins = true; text.len > 0; begins = false) {
		size_t len = literal_length(text, begins);
		const char *close;

		put_literal(c, text.text, len);
		text = (struct span){text.text + len, text.len - len, text.at + len};
		if (text.len == 0)
			break;
		if (*text.text != '{') {
			len = *text.text == '|' ? 2 : 3;
			buf_puts(&c->output->code, "document_next(d);\n");
			text = (struct span){text.text + len, text.len - len, text.at + len};
			continue;
		}
		close = memchr(text.text, '}', text.len);
		if (!close)
			return error(c, text.at, "the { is not closed on its line");
		len = (size_t)(close - text.text);
		if (!put_value(c, span_from(span_upto(text, len), 1)))
			return false;
		text = (struct span){text.text + len + 1, text.len - len - 1, text.at + len + 1};
	}
	c->has_text = true;
	return true;
}

static bool
begin_piece(struct compiler *c, const char *kind, const char *level, int number, struct span text)
{
	if (!c->in_paper)
		return error(c, text.at, "a piece stands inside a paper");
	line_of(c, text.at);
	buf_printf(&c->output->code, "document_begin(d, %s, %s, %d);\n", kind, level, number);
	c->in_piece = true;
	c->has_text = false;
	return text.len == 0 || put_text(c, text);
}

/* "large tall 10 : 10c 40l" */
static bool
directive_table(struct compiler *c, struct span span)
{
	struct buf level;
	int tall = 0;
	bool sound = true;

	buf_init(&level, 1024);
	buf_puts(&level, "0");
	while (sound && span.len > 0 && *span.text != ':') {
		size_t len = 0, s = 0;
		struct span word;

		while (len < span.len && span.text[len] != ' ')
			len++;
		word = span_upto(span, len);
		while (s < sizeof styles / sizeof *styles && !span_is(word, styles[s].word))
			s++;
		if (s < sizeof styles / sizeof *styles)
			buf_printf(&level, " | %s", styles[s].bit);
		else if (*word.text >= '0' && *word.text <= '9')
			for (size_t i = 0; i < word.len && word.text[i] >= '0' && word.text[i] <= '9' && tall < 1000; i++)
				tall = 10 * tall + (word.text[i] - '0');
		else if (!span_is(word, "tall"))
			sound = error(c, word.at, "a style that tables do not have");
		span = span_from(span, len);
	}
	sound = sound && (span.len > 0 || error(c, span.at, "the columns stand behind a colon"));
	c->tall = 0;
	sound = sound && begin_piece(c, "PIECE_TABLE", buf_text(&level), tall, (struct span){.at = span.at});
	for (bool first = true; sound && (span = span_from(span, first)).len > 0; first = false) {
		size_t len = 0;

		while (len < span.len && span.text[len] != ' ')
			len++;
		if (!first)
			buf_puts(&c->output->code, "document_next(d);\n");
		put_literal(c, span.text, len);
		span = span_from(span, len);
	}
	buf_free(&level);
	return sound;
}

/* ---- structure ---- */

static bool
directive_use(struct compiler *c, struct span span)
{
	if (span.len < 3 || c_literal(span.text, span.len) != span.len)
		return error(c, span.at, "use wants a header in quotes");
	buf_printf(&c->output->includes, "#include %.*s\n", (int)span.len, span.text);
	return true;
}

static void
end_section(struct compiler *c)
{
	if (c->section != SECTION_BOTH)
		buf_puts(&c->output->code, "}\n");
	c->section = SECTION_BOTH;
}

static bool
end_paper(struct compiler *c)
{
	if (c->depth > 0)
		return error(c, c->blocks[c->depth - 1].at, "this block has no .end");
	end_section(c);
	if (c->in_paper)
		buf_puts(&c->output->code, "document_end(d);\n}\n");
	c->in_paper = c->in_piece = false;
	return true;
}

static bool
directive_paper(struct compiler *c, struct span span)
{
	size_t len = word_length(span);
	struct span type;

	if (!end_paper(c))
		return false;
	if (len == 0 || !span_keyword(span_from(span, len), "of", &type))
		return error(c, span.at, "paper NAME of struct TYPE");
	for (int i = 0; i < 2; i++) {
		struct buf *out = i ? &c->output->code : &c->output->prototypes;

		buf_printf(out, "void%cpaper_%.*s(struct document *d, const %.*s *p)%s", i ? '\n' : ' ', (int)len, span.text,
		           (int)type.len, type.text, i ? "\n{\n(void)p;\n" : ";\n");
	}
	c->in_paper = true;
	return true;
}

static bool
begin_section(struct compiler *c, struct span span, enum section section)
{
	if (!c->in_paper || span.len > 0)
		return error(c, span.at, "a language stands alone on its line, inside a paper");
	if (c->depth > 0 && section != SECTION_BOTH && c->section != SECTION_BOTH)
		return error(c, span.at, "the language cannot change inside a block that has one");
	end_section(c);
	c->in_piece = false;
	c->section = section;
	if (section != SECTION_BOTH)
		buf_printf(&c->output->code, "if (d->lang == %s) {\n", section == SECTION_ZH ? "LANG_ZH" : "LANG_EN");
	return true;
}

static bool
directive_zh(struct compiler *c, struct span span)
{
	return begin_section(c, span, SECTION_ZH);
}

static bool
directive_en(struct compiler *c, struct span span)
{
	return begin_section(c, span, SECTION_EN);
}

static bool
directive_both(struct compiler *c, struct span span)
{
	return begin_section(c, span, SECTION_BOTH);
}

static bool
open_block(struct compiler *c, size_t at, struct span variable)
{
	if (!c->in_paper || c->depth == BLOCKS_MAX)
		return error(c, at, "a block stands inside a paper, at most 16 deep");
	c->blocks[c->depth++] = (struct block){at, variable.len > 0, variable, c->section};
	return true;
}

static bool
directive_if(struct compiler *c, struct span span)
{
	line_of(c, span.at);
	buf_puts(&c->output->code, "if (");
	if (!put_condition(c, span) || !open_block(c, span.at, (struct span){0}))
		return false;
	buf_puts(&c->output->code, ") {\n");
	return true;
}

static bool
directive_else(struct compiler *c, struct span span)
{
	struct span condition;

	if (c->depth == 0 || c->blocks[c->depth - 1].loop)
		return error(c, span.at, "else without an if before it");
	line_of(c, span.at);
	if (span.len == 0) {
		buf_puts(&c->output->code, "} else {\n");
		return true;
	}
	if (!span_keyword(span, "if", &condition))
		return error(c, span.at, "else stands alone or before if");
	buf_puts(&c->output->code, "} else if (");
	if (!put_condition(c, condition))
		return false;
	buf_puts(&c->output->code, ") {\n");
	return true;
}

static bool
directive_for(struct compiler *c, struct span span)
{
	struct buf *code = &c->output->code;
	size_t len = word_length(span);
	struct span name = span_upto(span, len), list;
	int n = (int)len;

	if (len == 0 || !span_keyword(span_from(span, len), "in", &list))
		return error(c, span.at, "for NAME in LIST");
	line_of(c, span.at);
	buf_printf(code, "for (size_t i_%.*s = 0; i_%.*s < ", n, name.text, n, name.text);
	if (!put_path(c, list))
		return false;
	buf_printf(code, ".count; i_%.*s++) {\nconst __typeof__(", n, name.text);
	put_path(c, list);
	buf_printf(code, ".items[0]) *%.*s = &", n, name.text);
	put_path(c, list);
	buf_printf(code, ".items[i_%.*s]; (void)%.*s;\n", n, name.text, n, name.text);
	return open_block(c, span.at, name);
}

static bool
directive_end(struct compiler *c, struct span span)
{
	if (c->depth == 0 || span.len > 0)
		return error(c, span.at, "end stands alone and closes a block");
	if (c->blocks[--c->depth].section != c->section)
		return error(c, span.at, "the block began in another language");
	buf_puts(&c->output->code, "}\n");
	return true;
}

static bool
directive_call(struct compiler *c, struct span span)
{
	size_t len = word_length(span);
	struct span with = {0}, rest = span_from(span, len);

	if (!c->in_paper || len == 0 || (rest.len > 0 && !span_keyword(rest, "with", &with)))
		return error(c, span.at, "call NAME or call NAME with FIELD, inside a paper");
	line_of(c, span.at);
	c->in_piece = false;
	buf_printf(&c->output->code, "document_end(d);\npaper_%.*s(d, ", (int)len, span.text);
	if (with.len == 0)
		buf_puts(&c->output->code, "p");
	else if (buf_puts(&c->output->code, "&"), !put_path(c, with))
		return false;
	buf_puts(&c->output->code, ");\n");
	return true;
}

static bool
directive_tall(struct compiler *c, struct span span)
{
	c->tall = 0;
	for (size_t i = 0; i < span.len; i++) {
		if (span.text[i] < '0' || span.text[i] > '9' || c->tall > 99)
			return error(c, span.at, "tall wants the height of the rows that follow, in mm");
		c->tall = 10 * c->tall + (span.text[i] - '0');
	}
	return span.len > 0 || error(c, span.at, "tall wants the height of the rows that follow, in mm");
}

static bool
directive_space(struct compiler *c, struct span span)
{
	if (!c->in_paper || span.len != 1 || *span.text < '1' || *span.text > '9')
		return error(c, span.at, "space wants the number of blank lines, 1 to 9");
	return begin_piece(c, "PIECE_SPACE", "0", *span.text - '0', (struct span){.at = span.at});
}

static bool
compile_directive(struct compiler *c, struct span span)
{
	static const struct {
		const char *word;
		bool (*compile)(struct compiler *c, struct span span);
	} directives[] = {
		{"use", directive_use}, {"paper", directive_paper}, {"zh", directive_zh}, {"en", directive_en},
		{"both", directive_both}, {"if", directive_if}, {"else", directive_else}, {"for", directive_for},
		{"end", directive_end}, {"call", directive_call}, {"table", directive_table}, {"space", directive_space},
		{"tall", directive_tall},
	};
	size_t len = 0;
	struct span word, rest;

	while (len < span.len && span.text[len] != ' ' && span.text[len] != '\t')
		len++;
	word = span_upto(span, len);
	rest = span_from(span, len);
	for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
		if (span_is(word, directives[i].word))
			return directives[i].compile(c, rest);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		if (span_is(word, pieces[i].word)) {
			const char level[2] = {(char)('0' + pieces[i].level), '\0'};

			return begin_piece(c, pieces[i].kind, level, span_is(word, "row") ? c->tall : 0, rest);
		}
	return error(c, word.at, "a directive that does not exist");
}

static bool
compile_line(struct compiler *c, struct span line)
{
	if (line.len == 0 || *line.text == '#')
		return true;
	if (*line.text == '.')
		return compile_directive(c, span_from(line, 1));
	if (!c->in_piece)
		return error(c, line.at, "text without a piece before it");
	return put_text(c, line);
}

bool
paper_compile(const struct source *source, struct output *output, struct buf *errors)
{
	struct compiler c = {.source = source, .output = output, .errors = errors};

	for (size_t at = 0; at < source->len;) {
		const char *end = memchr(source->text + at, '\n', source->len - at);
		size_t len = end ? (size_t)(end - source->text) - at : source->len - at;

		if (!compile_line(&c, span_trim((struct span){source->text + at, len, at})))
			return false;
		at += len + 1;
	}
	return end_paper(&c);
}
