/**
 * A stage's settings: the typed content of a file under {@code stages}, read with errors that name the key. Depends on the
 * JDK and Jackson's tree alone; everything about CloudFormation is elsewhere.
 */
package dev.labelmill.aws.stage;
