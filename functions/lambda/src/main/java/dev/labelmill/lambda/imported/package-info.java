/**
 * Pre-labels that come with the items, in Labelmill's form or a vendor's, read as labels of the batch's type with how sure they
 * are. Prelabel, dispatch and finish depend on it; it depends on the domain and JSON, and touches no bucket.
 */
package dev.labelmill.lambda.imported;
