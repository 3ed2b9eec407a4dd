#include "gallery.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "web/asset_table.h"

#define TODAY day_of(2026, 11, 21)

const char *
say(const struct gallery *g, const char *zh, const char *en)
{
	return g->html.lang == LANG_EN ? en : zh;
}

static const struct bilingual nav[] = {
	{"总览", "Overview"}, {"待办", "What is due"}, {"社会组织", "Organizations"}, {"党组织", "Party organizations"},
	{"党员", "Members"}, {"选举", "Elections"}, {"请示批复", "Requests and replies"}, {"台账", "Registers"},
	{"导入", "Import"}, {"法规", "Rules"},
};

static const char *const nav_paths[] = {
	"/", "/duties", "/units", "/bodies", "/members", "/elections", "/matters", "/registers", "/import", "/law",
};

static const struct link_view from[] = {
	{"第十七联合党委 · 联合党委工作人员", {"/look-from?grant=3&back=%2F"}, true, 0},
	{"物流行业协会党支部 · 党支部书记", {"/look-from?grant=9&back=%2F"}, false, 0},
};

static const struct tree_view branches[] = {
	{.label = "家具行业协会党支部", .href = {"/bodies/31"}, .count = 27},
	{.label = "物流行业协会党支部", .href = {"/bodies/32"}, .count = 9},
	{.label = "软件业联合党支部", .href = {"/bodies/33"}, .count = 5},
	{.label = "其余 31 个", .href = {"/bodies?under=17"}, .count = NO_COUNT},
};

static const struct tree_view committees[] = {
	{.label = "第十五联合党委", .href = {"/?under=15"}, .count = 48},
	{.label = "第十六联合党委", .href = {"/?under=16"}, .count = 61},
	{.label = "第十七联合党委", .href = {"/?under=17"}, .count = 53, .current = true,
	 .children = branches, .child_count = COUNT(branches)},
	{.label = "第十八联合党委", .href = {"/?under=18"}, .count = 50},
	{.label = "其余 48 个", .count = NO_COUNT},
};

static const struct tree_view tree = {
	.label = "综合党委", .href = {"/?under=1"}, .count = 2986, .children = committees, .child_count = COUNT(committees),
};

const struct tree_view *
gallery_tree(void)
{
	return &tree;
}

void
gallery_title(struct gallery *g, const char *title, size_t current, const struct link_view *crumbs, size_t count)
{
	struct link_view *links = ARENA_ARRAY(g->arena, COUNT(nav), struct link_view);

	for (size_t i = 0; i < COUNT(nav); i++)
		links[i] = (struct link_view){in_lang(nav[i], g->html.lang), {nav_paths[i]}, i == current, 0};
	g->page.nav = links;
	g->page.from = from;
	g->page.from_count = COUNT(from);
	g->page.nav_count = COUNT(nav);
	g->page.title = title;
	g->page.crumbs = crumbs;
	g->page.crumb_count = count;
}

/* One page into FOLDER/NAME.LANG.html. */
static int
write_page(const struct gallery_page *page, const char *folder, enum lang lang, bool large)
{
	static const struct link_view menu[2][2] = {
		{{"我的", {"/me"}, false, 0}, {"管理", {"/admin"}, false, 0}},
		{{"My record", {"/me"}, false, 0}, {"Administration", {"/admin"}, false, 0}},
	};
	struct buf out;
	struct gallery g = {
		.arena = arena_new(ARENA_REQUEST_MAX),
		.html = {.out = &out, .lang = lang},
		.as_of = {.day = TODAY, .today = true, .action = {"/"}, .back = {"/"}},
		.page = {.account = lang == LANG_EN ? "comprehensive_clerk" : "周某", .place = "第十七联合党委", .csrf = "k3-invented-token", .large = large,
		         .language = {"/settings?lang=en&back=%2F"}, .large_print = {"/settings?large=1&back=%2F"},
		         .menu = menu[lang], .menu_count = 2},
	};
	char path[4096];
	FILE *file;
	int status = -1;

	g.page.as_of = &g.as_of;
	buf_init(&out, BUF_PAGE_MAX);
	page->write(&g);
	snprintf(path, sizeof path, "%s/%s.%s%s.html", folder, page->name, lang == LANG_EN ? "en" : "zh",
	         large ? ".large" : "");
	file = buf_status(&out) == 0 ? fopen(path, "wb") : NULL;
	if (file) {
		status = fwrite(out.data, 1, out.len, file) == out.len ? 0 : -1;
		status = fclose(file) == 0 ? status : -1;
	}
	if (status != 0)
		fprintf(stderr, "%s: not written\n", path);
	buf_free(&out);
	arena_free(g.arena);
	return status;
}

static int
write_assets(const char *folder)
{
	for (size_t i = 0; i < asset_count; i++) {
		char path[4096];
		FILE *file;

		snprintf(path, sizeof path, "%s%s", folder, assets[i].path);
		file = fopen(path, "wb");
		if (!file || fwrite(assets[i].bytes, 1, assets[i].len, file) != assets[i].len || fclose(file) != 0)
			return -1;
	}
	return 0;
}

static int
write_all(const struct gallery_page *pages, const char *folder)
{
	int status = 0;

	for (; pages->name; pages++) {
		status |= write_page(pages, folder, LANG_ZH, false);
		status |= write_page(pages, folder, LANG_ZH, true);
		status |= write_page(pages, folder, LANG_EN, false);
	}
	return status;
}

int
main(int argc, char **argv)
{
	char path[4096];
	const char *folder = argc == 2 ? argv[1] : ".";

	mkdir(folder, 0777);
	snprintf(path, sizeof path, "%s/assets", folder);
	mkdir(path, 0777);
	return write_all(gallery_lists, folder) | write_all(gallery_others, folder) | write_assets(folder) ? 1 : 0;
}
