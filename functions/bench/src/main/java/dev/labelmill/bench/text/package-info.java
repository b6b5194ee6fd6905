/**
 * Experiments on real text: corpora that {@code corpora/fetch.sh} has fetched, embedded as the functions do it, and put
 * through simulated rounds. May depend on anything; nothing depends on it.
 */
package dev.labelmill.bench.text;
