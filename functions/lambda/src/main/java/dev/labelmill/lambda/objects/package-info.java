/**
 * The bucket: layout of its keys, and reading and writing of objects with flat memory. Functions depend
 * on it; it depends on the SDK alone.
 */
package dev.labelmill.lambda.objects;
