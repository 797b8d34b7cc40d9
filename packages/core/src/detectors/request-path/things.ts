/**
 * What is about things that everybody has alike: a catalog, a program, a day. Numbers of users, patients, orders and
 * the like are not: those are told of persons by.
 */
const THINGS: ReadonlySet<string> = new Set(
  (
    'posts post articles article pages page blog news products product items item skus sku stock categories category tags tag brands ' +
    'collections recipes books movies films episodes seasons shows songs tracks albums games images videos icons fonts assets static ' +
    'jobs job builds build runs run pipelines stages steps workflows tasks issues pulls pull commits merge_requests milestones sprints ' +
    'releases revisions versions deployments environments services nodes hosts servers clusters instances pods shards partitions replicas ' +
    'regions zones racks warehouses aisles shelves sensors meters machines printers queues topics metrics dashboards panels ' +
    'charts alerts rules reports report archive calendar schedules slots departments currencies languages chapters sections lessons quizzes ' +
    'courses questions polls maps tiles layers'
  ).split(' '),
);

/** Fewer digits than the number of a person, a phone or a card has. */
const SHORT = /^\d{1,7}$/;
/** A year, or a month or day behind one. */
const YEAR = /^(?:19|20)\d{2}$/;
const MONTH_OR_DAY = /^(?:0?[1-9]|[12]\d|3[01])$/;
/** A file that a build made: `main.3f9a1c2b.js`. Digits alone, or many of them, may be a number that tells of a person. */
const BUILT =
  /^(?=[a-z])(?:[a-z_~-]|\d{1,4}(?!\d)){1,33}(?:[.-][a-z_-]{1,24}){0,2}[.-](?!\d+\.)[\da-fA-F]{8,20}(?:\.[a-z]{3,8})?\.(?:js|mjs|css|map|woff2?|png|jpe?g|svg|webp|ico)$/;
/** Nothing but which part of a list is wanted. */
const PAGING =
  /^(?:(?:page|limit|offset|per_page|perPage|page_size|pageSize|size|skip|take)=\d{1,6}(?:&|$)){1,4}$/;

/** True for a segment of a path that is the number of a thing, part of a date or the name of a file that was built. */
export function isOfThing(segment: string, [before = '', first = '']: readonly string[]): boolean {
  if (SHORT.test(segment) && THINGS.has(before)) return true;
  if (MONTH_OR_DAY.test(segment)) return YEAR.test(before) || (YEAR.test(first) && MONTH_OR_DAY.test(before));
  return BUILT.test(segment);
}

/** True for a query that asks for a page of a list. */
export function isPaging(query: string): boolean {
  return PAGING.test(query);
}
