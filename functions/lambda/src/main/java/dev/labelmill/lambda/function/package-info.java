/**
 * The nine functions as Lambda sees them; {@code QUARKUS_FUNQY_EXPORT} says which one a process is.
 * Nothing depends on this room.
 */
package dev.labelmill.lambda.function;
