#include "web/figures.h"

#include "base/text.h"
#include "party/due_cache.h"
#include "party/installation.h"
#include "registry/muster.h"
#include "registry/piece_cache.h"
#include "web/metrics.h"

static void
write_build(const struct installation *installation, struct buf *out)
{
	figure_begin(out, "dangjian_build_info", GAUGE, "Version, number of the schema, engine of the database.");
	buf_printf(out, "dangjian_build_info{version=\"%s\",schema=\"%d\",engine=\"%s\"} 1\n", DANGJIAN_VERSION,
	           SCHEMA_VERSION, text_starts(installation->url, "sqlite:") ? "sqlite" : "postgresql");
}

static void
write_writer(const struct installation *installation, struct buf *out)
{
	const struct writer_figures figures = writer_figures(installation->writer);

	figure_alone(out, "dangjian_healthy", GAUGE, "1 while the database can be written.",
	             writer_health(installation->writer) == 0);
	figure_alone(out, "dangjian_writer_queue", GAUGE, "Pieces of work that wait for the writer.",
	             (uint64_t)figures.queued);
	figure_alone(out, "dangjian_writer_works_total", COUNTER, "Pieces of work taken by the writer.",
	             (uint64_t)figures.works);
	figure_alone(out, "dangjian_writer_lost_groups_total", COUNTER, "Transactions that failed as a whole.",
	             (uint64_t)figures.lost);
	figure_begin(out, "dangjian_writer_group_size", HISTOGRAM, "Pieces of work in one transaction.");
	figure_histogram(out, "dangjian_writer_group_size", NULL, NULL, figures.group, false);
	figure_begin(out, "dangjian_writer_commit_seconds", HISTOGRAM, "Time of a commit until it is on disk.");
	figure_histogram(out, "dangjian_writer_commit_seconds", NULL, NULL, figures.commit_micros, true);
}

static void
write_caches(const struct installation *installation, struct buf *out)
{
	const struct { const char *name; struct cache_figures figures; } caches[] = {
		{"due", due_cache_figures(installation->due)},
		{"count", count_cache_figures(installation->counts)},
		{"muster", musters_figures(installation->musters)},
		{"tree", piece_cache_figures(installation->tree)},
		{"value", piece_cache_figures(installation->values)},
	};
	const size_t count = sizeof caches / sizeof *caches;

	figure_begin(out, "dangjian_cache_hits_total", COUNTER, "Answers that lay ready in a cache.");
	for (size_t i = 0; i < count; i++)
		figure_sample(out, "dangjian_cache_hits_total", "cache", caches[i].name, caches[i].figures.hits);
	figure_begin(out, "dangjian_cache_misses_total", COUNTER, "Answers that had to be worked out.");
	for (size_t i = 0; i < count; i++)
		figure_sample(out, "dangjian_cache_misses_total", "cache", caches[i].name, caches[i].figures.misses);
	figure_alone(out, "dangjian_due_cache_bytes", GAUGE, "Memory of the lists of what is due that are kept or on loan.",
	             (uint64_t)due_cache_bytes(installation->due));
}

static void
write_replica(const struct installation *installation, struct buf *out)
{
	struct replica_figures figures;

	if (!installation->replica)
		return;
	figures = replica_figures(installation->replica);
	figure_alone(out, "dangjian_replica_current", GAUGE, "1 while the replica has what was written a second ago.",
	             figures.state == REPLICA_CURRENT);
	figure_alone(out, "dangjian_replica_behind_bytes", GAUGE, "Bytes of the log that the replica had not replayed.",
	             (uint64_t)figures.behind);
	figure_begin(out, "dangjian_reads_total", COUNTER,
	             "Pages and calls that only read, by what they were read from; primary: the replica had not got far enough.");
	figure_sample(out, "dangjian_reads_total", "from", "replica", figures.here);
	figure_sample(out, "dangjian_reads_total", "from", "primary", figures.at_primary);
}

void
installation_figures(void *owner, struct buf *out)
{
	const struct installation *installation = owner;

	write_build(installation, out);
	write_writer(installation, out);
	write_replica(installation, out);
	write_caches(installation, out);
}
