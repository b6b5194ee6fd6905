/**
 * Plain files: JSON lines and tables of cells, whatever their records mean. Depends on the payloads; touches no table and no
 * network.
 */
package dev.labelmill.lambda.vendor.table;
