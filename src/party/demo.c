#include "party/demo.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "party/demo_city.h"

/* How many organizations hang under one joint committee: 3,000 under 52 in the city. */
#define UNITS_PER_JOINT_TENTHS 577

static const char *
chinese_number(struct arena *arena, int64_t number)
{
	static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	if (number >= 100)
		return arena_printf(arena, "%" PRId64, number);
	return arena_printf(arena, "%s%s%s", number >= 20 ? digits[number / 10] : "", number >= 10 ? "十" : "",
	                    digits[number % 10]);
}

/* The sixteen districts of the city whose codes the demonstration borrows. */
static const char *const districts[] = {
	"110101", "110102", "110105", "110106", "110107", "110108", "110109", "110111",
	"110112", "110113", "110114", "110115", "110116", "110117", "110118", "110119",
};
#define DISTRICTS ((int64_t)(sizeof districts / sizeof *districts))

/* --- the city's upper floors ------------------------------------------------------ */

static int
make_agencies(struct city *city)
{
	int64_t id;
	int status = city_body(city, &(struct new_body){
		.name = DEMO_AGENCY, .type = AGENCY, .region = "110000",
		.since = day_of(2016, 6, 1), .document = "市组发〔2016〕12号"}, &city->agency);

	/* One district has none yet (OPIN-5.1). */
	for (int64_t d = 0; d < DISTRICTS - 1 && status == 0; d++)
		status = city_body(city, &(struct new_body){
			.name = arena_printf(city->arena, "%s社会组织党建工作机构", region_name(districts[d])),
			.type = AGENCY, .region = districts[d], .superior = city->agency,
			.since = day_of(2017, 3, 1), .document = "区组发〔2017〕3号"}, &id);
	return status;
}

static int
make_top(struct city *city, void *arg)
{
	int status = make_agencies(city);

	(void)arg;
	if (status == 0)
		status = city_body(city, &(struct new_body){
			.name = DEMO_TOP, .type = COMPREHENSIVE_COMMITTEE, .region = "110000",
			.superior = city->agency, .since = day_of(2016, 12, 20),
			.document = "市委〔2016〕88号"}, &city->top);
	return status;
}

/* A joint committee with its organizations: two trades each (BJ-7). */
struct joint_order {
	int64_t number;       /* from 1 */
	int64_t first_unit;   /* running number of its first organization */
	int64_t units;
	int64_t members;
};

static int
make_joint(struct city *city, void *arg)
{
	const struct joint_order *order = arg;
	struct joint joint = {
		.name = arena_printf(city->arena, "第%s联合党委", chinese_number(city->arena, order->number)),
		.industries = {demo_industries[(size_t)(order->number * 2) % demo_industry_count],
		               demo_industries[(size_t)(order->number * 2 + 1) % demo_industry_count]},
		.first_unit = order->first_unit, .units = order->units, .members = order->members,
		.regions = districts, .region_count = DISTRICTS,
	};
	int status = city_body(city, &(struct new_body){
		.name = joint.name, .type = JOINT_COMMITTEE, .region = "110000", .superior = city->top,
		.since = day_of(2017, 1, 1) + (day_no)dice_below(&city->dice, 120),
		.document = arena_printf(city->arena, "综党〔2017〕%" PRId64 "号", order->number)}, &joint.id);

	if (status == 0)
		status = city_secretary(city, joint.id, day_of(2022, 1, 1));
	return status < 0 ? status : city_units(city, &joint);
}

/* --- one act after the other -------------------------------------------------------- */

struct step {
	struct installation *installation;
	struct city *city;
	int (*make)(struct city *city, void *arg);
	void *arg;
};

static int
run_step(struct db *db, void *arg)
{
	struct step *step = arg;

	return city_act(step->city, db, step->make, step->arg);
}

static int
do_step(struct installation *installation, struct city *city, int (*make)(struct city *, void *), void *arg)
{
	struct step step = {installation, city, make, arg};

	return writer_do(installation->writer, run_step, &step);
}

static int
make_city(struct installation *installation, struct city *city)
{
	const struct demo_order *order = city->order;
	int64_t joints = (order->units * 10 + UNITS_PER_JOINT_TENTHS / 2) / UNITS_PER_JOINT_TENTHS;
	int64_t units_left = order->units, members_left = order->members, unit = 0;
	int status = do_step(installation, city, make_top, NULL);

	joints = joints > 0 ? joints : 1;
	for (int64_t j = 1; j <= joints && status == 0; j++) {
		int64_t left = joints - j + 1, share = units_left / left;
		struct joint_order joint = {.number = j, .first_unit = unit};

		/* A few committees are far from fifty, so that BJ-6 has something to say. */
		if (left > 1 && j % 13 == 0)
			share = share * 5 / 3;
		else if (left > 1 && j % 17 == 0)
			share = share / 2;
		joint.units = left == 1 || share > units_left ? units_left : share;
		joint.members = left == 1 ? members_left
		                : units_left ? (int64_t)((double)members_left * (double)joint.units / (double)units_left) : 0;
		units_left -= joint.units;
		members_left -= joint.members;
		unit += joint.units;
		status = do_step(installation, city, make_joint, &joint);
	}
	return status < 0 ? status : do_step(installation, city, city_past_year, NULL);
}

int
demo_make(struct installation *installation, struct arena *arena, const struct demo_order *order,
          struct demo_account **ret_accounts, size_t *ret_count)
{
	struct city city = {
		.arena = arena, .order = order, .installation = installation, .dice = {order->seed},
	};
	int status;

	if (order->units < 1 || order->units > DEMO_CITY_MAX)
		return fail(FAIL_INPUT, NULL, "units", "--units 应在 1 到 %d 之间。", "--units lies between 1 and %d.",
		            DEMO_CITY_MAX);
	status = make_city(installation, &city);
	return status < 0 ? status : city_accounts(&city, ret_accounts, ret_count);
}
