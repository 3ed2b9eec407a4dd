#include "party/demo.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "party/demo_city.h"

/* How many organizations hang under one joint committee: 3,000 under 52 in the city. */
#define UNITS_PER_JOINT_TENTHS 577

const char *
chinese_number(struct arena *arena, int64_t number)
{
	static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	if (number >= 100)
		return arena_printf(arena, "%" PRId64, number);
	return arena_printf(arena, "%s%s%s", number >= 20 ? digits[number / 10] : "", number >= 10 ? "十" : "",
	                    digits[number % 10]);
}

void
sharing_next(struct sharing *sharing, struct joint *joint)
{
	int64_t share = sharing->units / sharing->joints, members;

	sharing->made++;
	if (sharing->made % 13 == 0)
		share = share * 5 / 3;
	else if (sharing->made % 17 == 0)
		share = share / 2;
	if (sharing->joints == 1 || share > sharing->units)
		share = sharing->units;
	members = sharing->units ? sharing->members / sharing->units * share +
	                           sharing->members % sharing->units * share / sharing->units : 0;
	joint->first_unit = joint->first_name = sharing->unit;
	joint->units = share;
	joint->members = members;
	sharing->joints--;
	sharing->units -= share;
	sharing->members -= members;
	sharing->unit += share;
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
	int status;

	(void)arg;
	city->agency_name = DEMO_AGENCY;
	city->top_name = DEMO_TOP;
	status = make_agencies(city);
	if (status == 0)
		status = city_body(city, &(struct new_body){
			.name = DEMO_TOP, .type = COMPREHENSIVE_COMMITTEE, .region = "110000",
			.superior = city->agency, .since = day_of(2016, 12, 20),
			.document = "市委〔2016〕88号"}, &city->top);
	return status;
}

/* A joint committee with its organizations, of two trades (BJ-7). */
int
city_joint(struct city *city, struct joint *joint, const struct new_body *body)
{
	int status = city_body(city, body, &joint->id);

	if (status == 0)
		status = city_secretary(city, joint->id, day_of(2022, 1, 1));
	return status < 0 ? status : city_units(city, joint);
}

static int
make_joint(struct city *city, void *arg)
{
	struct sharing *sharing = arg;
	struct joint joint = {.regions = districts, .region_count = DISTRICTS, .place = "市"};
	int64_t number;

	sharing_next(sharing, &joint);
	number = sharing->made;
	joint.name = arena_printf(city->arena, "第%s联合党委", chinese_number(city->arena, number));
	joint.industries[0] = demo_industries[(size_t)(number * 2) % demo_industry_count];
	joint.industries[1] = demo_industries[(size_t)(number * 2 + 1) % demo_industry_count];
	return city_joint(city, &joint, &(struct new_body){
		.name = joint.name, .type = JOINT_COMMITTEE, .region = "110000", .superior = city->top,
		.since = day_of(2017, 1, 1) + (day_no)dice_below(&city->dice, 120),
		.document = arena_printf(city->scratch, "综党〔2017〕%" PRId64 "号", number)});
}

static int
make_city(struct city *city)
{
	const struct demo_order *order = city->order;
	struct sharing sharing = {
		.joints = (order->units * 10 + UNITS_PER_JOINT_TENTHS / 2) / UNITS_PER_JOINT_TENTHS,
		.units = order->units, .members = order->members,
	};
	int status = city_act(city, make_top, NULL);

	if (sharing.joints == 0)
		sharing.joints = 1;
	while (sharing.joints > 0 && status == 0)
		status = city_act(city, make_joint, &sharing);
	return status;
}

int
demo_make(struct db *db, const struct secret *secret, struct password_cost cost, struct arena *arena,
          const struct demo_order *order, struct demo_account **ret_accounts, size_t *ret_count)
{
	struct city city = {
		.arena = arena, .order = order, .db = db, .secret = secret, .cost = cost, .dice = {order->seed},
		.changes = changes_new(db, EVERY_NODE),
	};
	int status = !city.changes ? FAIL_MEMORY : order->units > DEMO_CITY_MAX ? nation_make(&city) : make_city(&city);

	if (status == 0)
		status = city_act(&city, city_past_year, NULL);
	if (status == 0)
		status = city_matters(&city);
	if (status == 0)
		status = city_accounts(&city, ret_accounts, ret_count);
	if (status == 0)
		status = city_voices(&city);
	if (status == 0)
		status = changes_write(city.changes);
	changes_free(city.changes);
	return status;
}
