SwaggerUIBundle({ url: 'mozpool.yml', dom_id: '#api', deepLinking: true, validatorUrl: null });
