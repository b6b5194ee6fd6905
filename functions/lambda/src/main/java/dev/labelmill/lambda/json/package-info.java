/**
 * The one place for JSON: the mapper, and readers of the files that users write, with errors that name
 * the field. Every function depends on it; it depends on the domain and Jackson.
 */
package dev.labelmill.lambda.json;
