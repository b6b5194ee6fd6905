/**
 * The deployment's committed CloudFormation template, as far as the local cloud reads it: queues, table, functions and what
 * wakes them. It knows JSON only; the stack depends on it.
 */
package dev.labelmill.local.template;
