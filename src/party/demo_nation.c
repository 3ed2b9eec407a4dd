/* The country: 31 provinces, their cities and counties, joint committees of about fifty. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "party/demo_city.h"

#define UNITS_PER_JOINT 50
#define COUNTIES_MAX 4000

struct nation {
	const struct region *counties[COUNTIES_MAX];
	int64_t county_count;
	struct sharing sharing;
	int64_t province, city, county; /* bodies above the committees that come next */
	char province_code[REGION_CODE], city_code[REGION_CODE];
	int64_t next;                         /* county in `counties` */
};

/* Entries that only group others ("市辖区", "县") have no bodies; nor have Taiwan, Hong Kong and Macao. */
static bool
only_groups(const char *name)
{
	return strcmp(name, "市辖区") == 0 || strcmp(name, "县") == 0 || strstr(name, "直辖") != NULL;
}

static bool
is_county(const struct region *region)
{
	return region->state == REGION_KNOWN && region_level(region->code) == REGION_COUNTY &&
	       region->code[0] != '7' && region->code[0] != '8' && !only_groups(region->name);
}

/* As many counties as there are committees to place, spread evenly over the country. */
static void
choose_counties(struct nation *nation, int64_t joints)
{
	size_t count, all = 0, seen = 0;
	const struct region *list = regions(&count);

	for (size_t i = 0; i < count; i++)
		all += is_county(&list[i]);
	for (size_t i = 0; i < count && nation->county_count < COUNTIES_MAX; i++) {
		size_t wanted;

		if (!is_county(&list[i]))
			continue;
		wanted = (int64_t)all <= joints ? seen : (size_t)nation->county_count * all / (size_t)joints;
		if (seen++ == wanted)
			nation->counties[nation->county_count++] = &list[i];
	}
}

static int
agency(struct city *city, const char *code, const char *name, enum body_type type, int64_t superior, int64_t *ret_id)
{
	return city_body(city, &(struct new_body){
		.name = arena_printf(city->scratch, "%s社会组织%s", name,
		                     type == AGENCY ? "党建工作机构" : "综合党委"),
		.type = type, .region = code, .superior = superior, .since = day_of(2016, 6, 1),
		.document = "组发〔2016〕12号"}, ret_id);
}

static int
make_root(struct city *city, void *arg)
{
	(void)arg;
	city->root_name = "全国社会组织党建工作机构";
	return agency(city, "100000", "全国", AGENCY, 0, &city->root);
}

/* What stands above a county, where it is not there yet.  A municipality has no level of cities. */
static int
make_superiors(struct city *city, struct nation *nation, const char *county)
{
	char province[REGION_CODE], prefecture[REGION_CODE];
	int status = 0;

	snprintf(province, sizeof province, "%.2s0000", county);
	snprintf(prefecture, sizeof prefecture, "%.4s00", county);
	if (strcmp(province, nation->province_code) != 0) {
		memcpy(nation->province_code, province, sizeof province);
		nation->city_code[0] = '\0';
		status = agency(city, province, region_name(province), AGENCY, city->root, &nation->province);
		if (status == 0 && !city->agency) {
			city->agency = nation->province;
			city->agency_name = arena_printf(city->arena, "%s社会组织党建工作机构", region_name(province));
		}
	}
	if (status == 0 && strcmp(prefecture, nation->city_code) != 0) {
		const char *name = region_name(prefecture);

		memcpy(nation->city_code, prefecture, sizeof prefecture);
		name = name && !only_groups(name) ? name : region_name(province);
		status = agency(city, prefecture, name, COMPREHENSIVE_COMMITTEE, nation->province, &nation->city);
		if (status == 0 && !city->top) {
			city->top = nation->city;
			city->top_name = arena_printf(city->arena, "%s社会组织综合党委", name);
		}
	}
	return status < 0 ? status
	                  : agency(city, county, region_name(county), AGENCY, nation->city,
	                           &nation->county);
}

/* One county: the bodies above it and its joint committees. */
static int
make_county(struct city *city, void *arg)
{
	struct nation *nation = arg;
	const char *code = nation->counties[nation->next]->code;
	int64_t counties_left = nation->county_count - nation->next++;
	int64_t joints = (nation->sharing.joints + counties_left - 1) / counties_left, names = 0;
	int status = make_superiors(city, nation, code);

	for (int64_t j = 1; j <= joints && status == 0; j++) {
		struct joint joint = {
			.regions = &code, .region_count = 1, .place = region_name(code),
			.industries = {demo_industries[dice_below(&city->dice, (int64_t)demo_industry_count)],
			               demo_industries[dice_below(&city->dice, (int64_t)demo_industry_count)]},
			.name = arena_printf(city->scratch, "%s第%s联合党委", region_name(code),
			                     chinese_number(city->scratch, j)),
		};

		sharing_next(&nation->sharing, &joint);
		joint.first_name = names;
		names += joint.units;
		status = city_joint(city, &joint, &(struct new_body){
			.name = joint.name, .type = JOINT_COMMITTEE, .region = code, .superior = nation->county,
			.since = day_of(2017, 1, 1), .document = "综党〔2017〕1号"});
	}
	return status;
}

int
nation_make(struct city *city)
{
	struct nation *nation = ARENA_NEW(city->arena, struct nation);
	int64_t joints = city->order->units / UNITS_PER_JOINT;
	int status;

	if (!nation)
		return FAIL_MEMORY;
	nation->sharing = (struct sharing){.joints = joints, .units = city->order->units, .members = city->order->members};
	choose_counties(nation, joints);
	status = city_act(city, make_root, nation);
	while (nation->next < nation->county_count && status == 0)
		status = city_act(city, make_county, nation);
	return status;
}
