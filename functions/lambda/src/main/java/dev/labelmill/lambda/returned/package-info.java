/**
 * Files of labels that vendors return into the bucket: read record by record in the vendors' forms, stored as labels, continued
 * by message where an invocation's time runs out. Depends on reception, the vendors' rooms and the stores.
 */
package dev.labelmill.lambda.returned;
