package dev.labelmill.lambda.objects;

/**
 * What is known of an object without reading it.
 *
 * @param etag version of the content, without quotes
 * @param size in bytes
 */
public record ObjectInfo(String key, String etag, long size) {}
