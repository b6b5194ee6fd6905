/**
 * Who says what with what weight: the form in which several people's labels of one item are brought together.
 * Knows nothing of what a label is; label types, boxes and spans build on it.
 * It depends on nothing but the JDK.
 */
package dev.labelmill.core.opinion;
