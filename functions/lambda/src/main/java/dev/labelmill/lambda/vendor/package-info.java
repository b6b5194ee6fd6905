/**
 * What all vendors have in common: how one task is written, how tasks are pushed to a vendor's API, and what is fetched from it
 * afterwards. A room below for each vendor. Dispatch, webhook and collect depend on it; it depends on the payloads, the
 * domain and JSON, and touches no table and no bucket.
 */
package dev.labelmill.lambda.vendor;
