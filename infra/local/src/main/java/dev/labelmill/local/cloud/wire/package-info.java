/**
 * What the local cloud's parts speak: JSON, and HTTP on the loopback interface.
 * Only the local cloud may depend on it; it depends on Jackson and the JDK.
 */
package dev.labelmill.local.cloud.wire;
