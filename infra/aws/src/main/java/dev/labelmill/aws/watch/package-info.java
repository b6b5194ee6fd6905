/**
 * The second stack: dashboards, alarms and saved queries, all by the names that the first stack gives. The synthesis depends
 * on it; it depends on a stage's settings.
 */
package dev.labelmill.aws.watch;
