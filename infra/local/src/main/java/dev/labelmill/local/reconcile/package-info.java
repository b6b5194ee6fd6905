/**
 * What Lambda itself says of invocations, priced: the other side of the ledger's account of Lambda. Depends on the price file
 * and on telemetry for the lines; the command line may depend on it.
 */
package dev.labelmill.local.reconcile;
