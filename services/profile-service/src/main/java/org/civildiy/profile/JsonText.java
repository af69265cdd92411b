package org.civildiy.profile;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A constraint on text: exactly one JSON value. {@code null} is valid. */
@Documented
@Constraint(validatedBy = JsonText.Validator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface JsonText {
    String message() default "must be a string that holds JSON";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Accepts any JSON value, because only clients interpret the value. */
    class Validator implements ConstraintValidator<JsonText, String> {
        private final ObjectReader reader = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            try {
                return text == null || !reader.readTree(text).isMissingNode();
            } catch (JsonProcessingException noJson) {
                return false;
            }
        }
    }
}
