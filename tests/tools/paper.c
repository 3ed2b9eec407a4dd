#include "../check.h"

#include <stdio.h>
#include <string.h>

#include "paper.h"

/* Compiles a template; what came of it, or the messages, in static memory. */
static const char *
compile(const char *text, bool sound)
{
	static char out[1 << 16];
	const struct source source = {"trial.paper", text, strlen(text)};
	struct output output;
	struct buf errors;

	output_init(&output);
	buf_init(&errors, SOURCE_MAX);
	assert_int_equal(paper_compile(&source, &output, &errors), sound);
	snprintf(out, sizeof out, "%s%s%s%s", buf_text(&output.includes), buf_text(&output.prototypes),
	         buf_text(&output.code), buf_text(&errors));
	buf_free(&errors);
	output_free(&output);
	return out;
}

static void
has(const char *code, const char *wanted)
{
	if (!strstr(code, wanted))
		print_message("missing: %s\nin:\n%s\n", wanted, code);
	assert_non_null(strstr(code, wanted));
}

#define HEAD ".use \"facts.h\"\n.paper trial of struct facts\n"

static void
fields_become_members_that_the_compiler_knows_or_refuses(void **state)
{
	const char *code = compile(HEAD ".zh\n.title 关于{subject}的请示\n.to {superior}：\n", true);

	(void)state;
	has(code, "#include \"facts.h\"");
	has(code, "void paper_trial(struct document *d, const struct facts *p);");
	has(code, "if (d->lang == LANG_ZH) {");
	has(code, "document_begin(d, PIECE_TITLE, 0, 0);");
	has(code, "document_put_any(d, p->subject);");
	has(code, "#line 4 \"trial.paper\"");
	code = compile(HEAD ".text {date day}{hanzi count}{blank 6}{join people.name}\n", true);
	has(code, "document_put_day(d, p->day);");
	has(code, "document_put_hanzi(d, p->count);");
	has(code, "document_put_blank(d, 6);");
	has(code, "j_ < p->people.count");
	has(code, "p->people.items[j_].name");
}

static void
loops_and_conditions_speak_of_fields(void **state)
{
	const char *code = compile(HEAD ".for person in people\n.if person.age >= 18 and not person.out or kind == KIND_A\n"
	                                ".row {#person} | {person.name}\n.else\n.break\n.end\n.end\n", true);

	(void)state;
	has(code, "for (size_t i_person = 0; i_person < p->people.count; i_person++) {");
	has(code, "const __typeof__(p->people.items[0]) *person = &p->people.items[i_person];");
	has(code, "if (person->age >= 18 && ! person->out || p->kind == KIND_A) {");
	has(code, "document_put_size(d, i_person + 1);");
	has(code, "document_next(d);\ndocument_put_any(d, person->name);");
}

static void
lines_without_a_dot_go_on_with_the_piece_above(void **state)
{
	const char *code = compile(HEAD ".en\n.text The meeting\nis open\n.if late\nat last\n.end\n.zh\n.text 会议\n开始\n", true);

	(void)state;
	has(code, "document_put(d, \" \");\ndocument_put(d, \"is open\");");
	has(code, "if (p->late) {\n#line 7 \"trial.paper\"\ndocument_put(d, \" \");\ndocument_put(d, \"at last\");");
	assert_null(strstr(code, "document_put(d, \" \");\ndocument_put(d, \"\\345\\274\\200"));
}

static void
tables_have_styles_columns_and_cells(void **state)
{
	const char *code = compile(HEAD ".table large equal tall 12 : 10c 40l\n.tall 40\n.row a | b\n.1 | run on\n", true);

	(void)state;
	has(code, "document_begin(d, PIECE_TABLE, 0 | TABLE_LARGE | TABLE_EQUAL, 12);");
	has(code, "document_put(d, \"10c\");\ndocument_next(d);\ndocument_put(d, \"40l\");");
	has(code, "document_begin(d, PIECE_ROW, 0, 40);");
	has(code, "document_begin(d, PIECE_HEADING, 1, 0);");
	/* a height holds to the end of its table */
	code = compile(HEAD ".table tall 12 : 10c\n.tall 40\n.row a\n.table tall 12 : 10c\n.row b\n", true);
	has(code, "document_begin(d, PIECE_ROW, 0, 0);");
}

static void
what_cannot_be_is_refused_with_its_line(void **state)
{
	static const struct { const char *text, *message; } bad[] = {
		{HEAD ".titel x\n", "trial.paper:3:2: error: a directive that does not exist"},
		{HEAD "text\n", "text without a piece before it"},
		{HEAD ".text {name\n", "the { is not closed on its line"},
		{HEAD ".text {Name}\n", "the name of a field is wanted, in lower case"},
		{HEAD ".text {a;b}\n", "letters, digits, '_' and '.' alone"},
		{HEAD ".if a\n.text x\n", "this block has no .end"},
		{HEAD ".end\n", "end stands alone and closes a block"},
		{HEAD ".else\n", "else without an if before it"},
		{HEAD ".if a; b\n.end\n", "a character that conditions do not have"},
		{HEAD ".zh\n.if a\n.en\n", "the language cannot change inside a block that has one"},
		{HEAD ".table huge : 10c\n", "a style that tables do not have"},
		{HEAD ".table large\n", "the columns stand behind a colon"},
		{HEAD ".for x of list\n.end\n", "for NAME in LIST"},
		{HEAD ".text {#x}\n", "# stands before the name of a loop's element"},
		{".text x\n", "a piece stands inside a paper"},
		{".paper x\n", "paper NAME of struct TYPE"},
		{".use facts.h\n", "use wants a header in quotes"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		has(compile(bad[i].text, false), bad[i].message);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_become_members_that_the_compiler_knows_or_refuses),
		cmocka_unit_test(loops_and_conditions_speak_of_fields),
		cmocka_unit_test(lines_without_a_dot_go_on_with_the_piece_above),
		cmocka_unit_test(tables_have_styles_columns_and_cells),
		cmocka_unit_test(what_cannot_be_is_refused_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
